import { returnRequestOpened } from "../../../facts/return-requests/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { factOf } from "./fact-of-request.ts";
import { dayOrNull, type WantedReturn } from "./read-wanted.ts";
import { feeOfLine } from "./return-offer.ts";
import { returnRequestProcess } from "./return-request.ts";
import type { ReturnRequest, ReturnRequestLine } from "./store-request.ts";
import { writeAnnounced } from "./write-announced.ts";

/** What whoever announces a return says of it. */
type Announced = Pick<ReturnRequest, "id" | "requested_by" | "locale" | "method" | "resolution" | "timing" | "plea"> & {
  readonly gift_id?: string;
};

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
  const unnumbered = {
    ...announced,
    ...{ order_id: order.id, shopper_id: order.shopper_id, country: order.country, currency: order.currency },
    ...{ state: returnRequestProcess.initial, requested_at: now, policy_version: version },
    cure_only: announced.resolution === "exchange" && isForFault(wanted, awaitsApproval),
    ...{ refund_by: dayOrNull(wanted.refundBy), declined: null, expires_at: null, closed_at: null },
    gift_id: announced.gift_id ?? null,
  };
  const lines = linesOf(unnumbered, wanted);
  const request: ReturnRequest = { ...unnumbered, number: await writeAnnounced(tx, unnumbered, lines) };
  const units = wanted.wanted.map(({ line, quantity, reason }) => ({ line, quantity, reason }));
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

/** Whether any of it goes back only because it is faulty: by the guarantee, or beyond all time because a claim was granted. */
function isForFault({ wanted }: WantedReturn, awaitsApproval: boolean): boolean {
  return wanted.some(({ terms }) => terms.isCureOnly || (!terms.isOpen && !awaitsApproval));
}

function linesOf(request: Omit<ReturnRequest, "number">, { wanted, offer }: WantedReturn): ReturnRequestLine[] {
  return wanted.map(({ bought, terms, quantity, reason, detail }, index) => ({
    ...{ request_id: request.id, place: index + 1, order_line: bought.line, sku: bought.sku, title: bought.title },
    ...{ quantity, reason, detail: detail ?? null, by_law: terms.law.isDue, until: dayOrNull(terms.until) },
    logistics_fee: feeOfLine(terms, offer, request.method),
    ...{ restocking_percent: terms.grants.restockingPercent, bonus_percent: terms.grants.bonusPercent },
    granted_by: { ...terms.by, windowDays: terms.untilBy },
    ...{ received: 0, released: 0, elsewhere: 0, settled: 0 },
  }));
}
