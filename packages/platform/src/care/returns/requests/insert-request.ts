import { sql } from "kysely";
import { returnRequestOpened } from "../../../facts/return-requests/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { factOf } from "./fact-of-request.ts";
import { dayOrNull, type WantedReturn } from "./read-wanted.ts";
import { isSent } from "./return-offer.ts";
import { returnRequestProcess } from "./return-request.ts";
import { countAnnounced, type ReturnRequest, type ReturnRequestLine } from "./store-request.ts";

/** What whoever announces a return says of it. */
type Announced = Pick<ReturnRequest, "id" | "requested_by" | "locale" | "method" | "resolution" | "timing" | "plea">;

/**
 * Writes down an announced return on the terms that hold now, and counts its units as announced. The order's lines are locked, and what is wanted
 * was read under that lock.
 * @param awaitsApproval a person decides first
 */
export async function insertRequest(
  tx: Tx,
  now: Date,
  wanted: WantedReturn,
  announced: Announced,
  awaitsApproval: boolean,
): Promise<{ readonly request: ReturnRequest; readonly lines: readonly ReturnRequestLine[] }> {
  const { order, version } = wanted;
  const request: ReturnRequest = {
    ...announced,
    ...{ number: await nextNumber(tx), order_id: order.id, shopper_id: order.shopper_id, country: order.country },
    ...{ currency: order.currency, state: returnRequestProcess.initial, requested_at: now, policy_version: version },
    ...{ refund_by: dayOrNull(wanted.refundBy), declined: null, expires_at: null, closed_at: null },
  };
  const lines = linesOf(request, wanted);
  await tx.db.insertInto("return_requests").values(request).execute();
  await tx.db
    .insertInto("return_request_lines")
    .values(lines.map(({ granted_by, ...line }) => ({ ...line, granted_by: JSON.stringify(granted_by) })))
    .execute();
  const units = wanted.wanted.map(({ line, quantity, reason }) => ({ line, quantity, reason }));
  await countAnnounced(tx, order.id, units);
  const { number, method, resolution, timing } = request;
  await tx.append(
    returnRequestOpened({
      subject: request.shopper_id,
      at: now,
      data: { ...factOf(request), number, lines: units, method, resolution, timing, awaitsApproval },
    }),
  );
  return { request, lines };
}

function linesOf(request: ReturnRequest, { wanted }: WantedReturn): ReturnRequestLine[] {
  return wanted.map(({ bought, terms, quantity, reason, detail }, index) => ({
    ...{ request_id: request.id, place: index + 1, order_line: bought.line, sku: bought.sku, title: bought.title },
    ...{ quantity, reason, detail: detail ?? null, by_law: terms.law.isDue, until: dayOrNull(terms.until) },
    logistics_fee: isSent(request.method) ? terms.grants.logisticsFee : 0n,
    ...{ restocking_percent: terms.grants.restockingPercent, bonus_percent: terms.grants.bonusPercent },
    granted_by: { ...terms.by, windowDays: terms.untilBy },
    ...{ received: 0, released: 0, settled: 0 },
  }));
}

/** A number that was drawn for a request which then failed is never used. */
async function nextNumber(tx: Tx): Promise<string> {
  const { rows } = await sql<{ number: bigint }>`select nextval('return_request_numbers') as number`.execute(tx.db);
  return `RR-${rows[0]!.number}`;
}
