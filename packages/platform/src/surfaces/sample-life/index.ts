export { sampleLife } from "./live-on.ts";
export { beginSampleLife, hasSampleLife } from "./stored-life.ts";
