import { z } from "zod";

/** A day for which something is wanted. */
export const Occasion = z.object({
  kind: z.enum(["birthday", "wedding", "anniversary", "holiday", "travel", "other"]),
  on: z.iso.date().optional(),
});
export type Occasion = z.output<typeof Occasion>;
export type OccasionKind = Occasion["kind"];
