import { z } from "zod";

/** Business seconds in a second: from real time to half a month in a minute. */
export const Speed = z.number().min(1).max(20_000);
