export { contentHelpAsked, contentOpened, contentSent } from "./content-facts.ts";
export { ContentKind, ContentMoment } from "./content-words.schema.ts";
