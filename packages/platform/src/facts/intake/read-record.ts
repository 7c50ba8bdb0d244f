import type { Fault } from "./batch.ts";
import { IntakeRecord } from "./record.schema.ts";

/** One record from its wire form, or what is wrong with it first. */
export function readRecord(json: unknown): { readonly record: IntakeRecord } | { readonly fault: Fault } {
  const result = IntakeRecord.safeDecode(json as never);
  if (result.success) return { record: result.data };
  const [issue] = result.error.issues;
  return { fault: { field: issue?.path.join("/") ?? "", reason: issue?.message ?? "is not a record" } };
}
