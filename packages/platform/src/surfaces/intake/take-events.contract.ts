import { z } from "zod";
import { contract } from "../../foundation/contracts/index.ts";

/**
 * The records are read one by one, so that a bad one does not fail the others: here they are any JSON. Their shape is
 * docs/intake.schema.json.
 */
export const takeEvents = contract("events.intake", {
  summary:
    "Takes up to 1,000 records of what happened in the shop; each bad one is answered with index, field and reason.",
  http: "POST /v1/events",
  input: z.strictObject({
    /** The system that the records come from; keys are unique within it. */
    source: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, { error: "expected up to 40 lower-case letters, digits, dots and hyphens" })
      .default("shop"),
    records: z.array(z.unknown()).min(1).max(1_000),
  }),
  output: z.object({
    taken: z.int(),
    /** Recorded before, under the same source, type and id. */
    known: z.int(),
    rejected: z.array(z.object({ index: z.int(), field: z.string(), reason: z.string() })),
  }),
});
