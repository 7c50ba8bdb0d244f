export { aftershipSource } from "./aftership-source.ts";
export { easypostSource } from "./easypost-source.ts";
export { type Polling, pollSilent } from "./poll-silent.ts";
export type { TrackingSource } from "./tracking-source.ts";
