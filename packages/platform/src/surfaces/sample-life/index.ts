export { sampleLife } from "./live-on.ts";
export { type House, liveThrough } from "./live-through.ts";
export { beginSampleLife, hasSampleLife } from "./stored-life.ts";
