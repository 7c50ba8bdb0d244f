export { chooseFeatures } from "./choose-features.ts";
export { booleanOf, plainValue } from "./column-form.ts";
export { type EncodedPart, encode, encodedParts, fitEncoding } from "./encoding.ts";
export { formsOf, readFeature } from "./feature-column.ts";
export { knownPropensities } from "./known-propensities.ts";
