import { z } from "zod";
import { ProgramDocument } from "./program.schema.ts";

/**
 * The JSON Schema (2020-12) of a program document as it is written in a file, for editors. Published as docs/program.schema.json. It says what
 * shape a document has; what its parts must have to do with each other, `programs check` says.
 */
export function programJsonSchema(): Record<string, unknown> {
  const { $schema, properties, ...schema } = z.toJSONSchema(ProgramDocument, { io: "input", target: "draft-2020-12" });
  return {
    $schema,
    title: "Aftercare program",
    description: "What may be given at a moment, to whom, for which goal and within which bounds.",
    ...schema,
    // A file may name its schema, so that an editor finds it.
    properties: { $schema: { type: "string" }, ...properties },
  };
}
