import { sql } from "kysely";
import { isKnownReason, readReason } from "../../../facts/returns/reasons/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";

declare module "../../../foundation/database/tables.ts" {
  interface Tables {
    shop_reason_codes: ShopReasonCodeTable;
  }
}

export interface ShopReasonCodeTable {
  source: string;
  code: string;
  reason: string | null;
  seen: bigint;
  first_seen_at: Date;
  last_seen_at: Date;
  mapped_by: string | null;
  mapped_at: Date | null;
}

/**
 * What a shop's codes for why something comes back stand for. One that nobody knows is listed, so that a person can say it, and stays
 * what it is until then.
 */
export async function readShopReasons(
  tx: DatabaseTx,
  source: string,
  codes: readonly string[],
  now: Date,
): Promise<(code: string) => string> {
  const unknown = codes.map((code) => readReason(code).slice(0, 120)).filter((code) => !isKnownReason(code));
  if (unknown.length === 0) return readReason;
  const seen = [...Map.groupBy(unknown, (code) => code)].map(([code, { length }]) => ({ code, seen: length }));
  const { rows } = await sql<{ code: string; reason: string | null }>`
    insert into shop_reason_codes (source, code, seen, first_seen_at, last_seen_at)
    select ${source}, code, seen, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as r (code text, seen bigint)
    order by code
    on conflict (source, code) do update set seen = shop_reason_codes.seen + excluded.seen,
      last_seen_at = greatest(shop_reason_codes.last_seen_at, excluded.last_seen_at)
    returning code, reason`.execute(tx.db);
  const mapped = new Map(rows.map(({ code, reason }) => [code, reason ?? code]));
  return (code) => mapped.get(readReason(code).slice(0, 120)) ?? readReason(code);
}
