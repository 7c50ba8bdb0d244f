import { z } from "zod";
import { IntakeRecord } from "./record.schema.ts";

/** The JSON Schema (2020-12) of one intake record as it is sent. Published as docs/intake.schema.json. */
export function intakeJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(IntakeRecord, { io: "input", target: "draft-2020-12" });
  return {
    $schema,
    title: "Aftercare intake record",
    description: "One line of a JSON Lines file, and one element of `records` in POST /v1/events.",
    ...schema,
  };
}
