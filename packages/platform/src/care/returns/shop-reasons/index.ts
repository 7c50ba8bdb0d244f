import { returnReasonName, translator } from "@aftercare/messages";
import { sql } from "kysely";
import { isKnownReason, knownReasons } from "../../../facts/returns/reasons/index.ts";
import { anything, type Operation, operation } from "../../../foundation/operations/index.ts";
import { badInput, notFound } from "../../../foundation/problems/index.ts";
import type { ShopReasonCodeTable } from "./read-shop-reasons.ts";
import { listReasonCodes, mapReasonCode } from "./shop-reasons.contract.ts";

export { readShopReasons } from "./read-shop-reasons.ts";

/** Shops have some dozen reasons: more that nobody knows would be a fault of ours. */
const most = 500;

const listReasonCodesOperation = operation(listReasonCodes, {
  by: { agent: anything, manager: anything, admin: anything },
  async run({ tx, locale }) {
    const rows = await tx.db
      .selectFrom("shop_reason_codes")
      .selectAll()
      .orderBy("reason", (order) => order.asc().nullsFirst())
      .orderBy("seen", "desc")
      .orderBy("source")
      .orderBy("code")
      .limit(most)
      .execute();
    const words = translator(locale, "return-reasons");
    const reasons = knownReasons.map((reason) => ({ reason, says: returnReasonName(words, reason) }));
    return { items: rows.map(view), reasons };
  },
});

/** What people say of a code holds for what it was said of before: on the lines of returns and requests; what was decided by then stays. */
const mapReasonCodeOperation = operation(mapReasonCode, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock, actor }, { source, code, reason }) {
    if (!isKnownReason(reason)) {
      const wrong = "is no reason that is known here; return-reasons.list-codes names them";
      throw badInput({ field: "reason", reason: wrong }, { fields: [{ field: "reason", message: wrong }] });
    }
    const before = await tx.db
      .selectFrom("shop_reason_codes")
      .select("reason")
      .where("source", "=", source)
      .where("code", "=", code)
      .forUpdate()
      .executeTakeFirst();
    if (!before) throw notFound({ field: "code" });
    const row = await tx.db
      .updateTable("shop_reason_codes")
      .set({ reason, mapped_by: actor.id, mapped_at: clock.now() })
      .where("source", "=", source)
      .where("code", "=", code)
      .returningAll()
      .executeTakeFirstOrThrow();
    // Said anew, only what still says the code itself changes: what it stood for before may have been said by others too.
    const came = await sql`
      update return_lines l set reason = ${reason} from returns r
      where r.id = l.return_id and r.source = ${source} and l.reason = ${code}`.execute(tx.db);
    const announced = await sql`
      update return_request_lines l set reason = ${reason} from shop_returns s
      where s.request_id = l.request_id and s.source = ${source} and l.reason = ${code}`.execute(tx.db);
    return { ...view(row), lines: Number(came.numAffectedRows ?? 0) + Number(announced.numAffectedRows ?? 0) };
  },
});

function view(row: ShopReasonCodeTable) {
  return {
    ...{ source: row.source, code: row.code, seen: Number(row.seen), lastSeenAt: row.last_seen_at },
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.mapped_at !== null && { mappedAt: row.mapped_at }),
  };
}

export const shopReasonOperations: readonly Operation[] = [listReasonCodesOperation, mapReasonCodeOperation];
