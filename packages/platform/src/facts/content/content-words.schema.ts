import { z } from "zod";

/** When content is of use, by where the goods are. */
export const ContentMoment = z.enum(["before-arrival", "on-arrival", "week-later"]);
export type ContentMoment = z.output<typeof ContentMoment>;

export const ContentKind = z.enum(["guide", "quick-start", "care", "video"]);
export type ContentKind = z.output<typeof ContentKind>;
