import { z } from "zod";
import { At, contract } from "../contracts/index.ts";

const ParkedReaction = z.object({
  /** A row number, for retrying. */
  id: z.string(),
  reaction: z.string(),
  subject: z.string(),
  parkedAt: At,
  /** What its last try said, first line. */
  error: z.string(),
  /** Later facts of the same subject that wait behind it. */
  waiting: z.int(),
});

export const listParkedReactions = contract("reactions.list-parked", {
  summary: "Deliveries that failed their last try and wait for a person, oldest first.",
  http: "GET /v1/parked-reactions",
  input: z.strictObject({}),
  output: z.object({ items: z.array(ParkedReaction) }),
});

export const retryParkedReaction = contract("reactions.retry", {
  summary: "Gives a parked delivery all its tries again.",
  http: "POST /v1/parked-reactions/:id/retries",
  input: z.strictObject({ id: z.string().regex(/^\d{1,18}$/) }),
  output: z.object({ id: z.string() }),
});
