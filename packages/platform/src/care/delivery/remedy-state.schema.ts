import { z } from "zod";

/**
 * `offered`: the shopper may choose. `waiting`: the shop was asked to do what was chosen. `withdrawn`: it is no longer needed, as it has
 * arrived.
 */
export const RemedyState = z.enum(["offered", "chosen", "waiting", "carried-out", "withdrawn"]);
