export type { Fault, IntakeOutcome } from "./batch.ts";
export { notYet } from "./check-record.ts";
export { intakeJsonSchema } from "./json-schema.ts";
export { readRecord } from "./read-record.ts";
export { IntakeRecord, type IntakeRecordJson } from "./record.schema.ts";
export { type IntakeOptions, type IntakeResult, recordBatch } from "./record-batch.ts";
export type { MatchCount } from "./record-returns.ts";
