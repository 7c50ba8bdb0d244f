import { z } from "zod";

/** Kinds of goods that come back for reasons of their own. */
export const ReasonTree = z.enum(["general", "clothing", "shoes", "electronics", "home", "beauty", "food"]);
export type ReasonTree = z.output<typeof ReasonTree>;
