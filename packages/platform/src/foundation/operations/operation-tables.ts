import type { Generated } from "kysely";

declare module "../database/tables.ts" {
  interface Tables {
    idempotency_keys: IdempotencyKeyTable;
    audit_lines: AuditLineTable;
  }
}

export interface IdempotencyKeyTable {
  actor: string;
  key: string;
  operation: string;
  /** SHA-256 of the operation's name and its input. */
  request_hash: Buffer;
  response: unknown;
  created_at: Date;
}

export interface AuditLineTable {
  id: Generated<bigint>;
  at: Date;
  actor: string;
  role: string;
  operation: string;
  /** The identifiers in the path, e.g. `{"orderId": "ord_…"}`; never the rest of the input, which may be personal. */
  target: unknown;
  idempotency_key: string | null;
}
