import { sql } from "kysely";
import { lockLines, ownOrder } from "../../../facts/orders/index.ts";
import { returnRequestOpened } from "../../../facts/return-requests/index.ts";
import { dayText } from "../../../foundation/calendar/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { type Id, newId } from "../../../foundation/ids/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { badInput, problemKind } from "../../../foundation/problems/index.ts";
import { openRequest } from "./open-request.ts";
import { dayOrNull, readWanted, type WantedReturn } from "./read-wanted.ts";
import { isSent } from "./return-offer.ts";
import { createReturnRequest } from "./return-request.contract.ts";
import { returnRequestProcess } from "./return-request.ts";
import { countAnnounced, type ReturnRequest, type ReturnRequestLine } from "./store-request.ts";
import { viewRequest } from "./view-request.ts";

/** It can be announced no more, or not without a word why it should be taken back all the same. */
const returnWindowClosed = problemKind("return-window-closed", 409);

export const createReturnRequestOperation = operation(createReturnRequest, {
  by: {
    shopper: ownOrder,
    ...{ associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  },
  async run({ tx, clock, actor, locale }, input) {
    const { orderId, plea, method, resolution, returnRequestId = newId<"rrq">() } = input;
    await lockLines(tx, orderId);
    const known = await tx.db
      .selectFrom("return_requests")
      .selectAll()
      .where("id", "=", returnRequestId)
      .executeTakeFirst();
    if (known?.order_id === orderId) return viewRequest(tx, known, locale);
    if (known) throw badInput({ field: "returnRequestId", reason: "is another order's" });
    const now = clock.now();
    const wanted = await readWanted(tx, now, orderId, input.lines);
    const isGranted = requireOpen(wanted, plea);
    requireOffered(
      "method",
      method,
      wanted.offer.methods.map((each) => each.method),
    );
    requireOffered("resolution", resolution, wanted.offer.resolutions);
    const { order, version, offer } = wanted;
    const request: ReturnRequest = {
      ...{ id: returnRequestId, number: await nextNumber(tx), order_id: orderId, shopper_id: order.shopper_id },
      ...{ currency: order.currency, state: returnRequestProcess.initial, requested_at: now },
      ...{ requested_by: `${actor.role}/${actor.id}`, locale, method, resolution, timing: offer.timing },
      ...{ policy_version: version, refund_by: dayOrNull(wanted.refundBy) },
      ...{ plea: isGranted ? null : (plea ?? null), declined: null, expires_at: null, closed_at: null },
    };
    const lines = linesOf(request, wanted);
    await tx.db.insertInto("return_requests").values(request).execute();
    await tx.db
      .insertInto("return_request_lines")
      .values(lines.map(({ granted_by, ...line }) => ({ ...line, granted_by: JSON.stringify(granted_by) })))
      .execute();
    await countAnnounced(tx, orderId, input.lines);
    await tx.append(
      returnRequestOpened({
        subject: request.shopper_id,
        at: now,
        data: {
          ...{ returnRequestId, orderId, shopperId: request.shopper_id as Id<"shp">, number: request.number },
          lines: input.lines.map(({ line, quantity, reason }) => ({ line, quantity, reason })),
          ...{ method, resolution, timing: offer.timing, awaitsApproval: !isGranted },
        },
      }),
    );
    const stands = isGranted ? await openRequest({ tx, clock, actor: actor.id }, { request, lines }) : request;
    return viewRequest(tx, stands, locale);
  },
});

/** Whether policy or law grants it as it is. @throws return-window-closed (409) where neither does and nobody says why it should be */
function requireOpen({ wanted }: WantedReturn, plea: string | undefined): boolean {
  const closed = wanted.findIndex(({ terms }) => !terms.isOpen);
  const line = wanted[closed];
  if (!line) return true;
  if (plea !== undefined) return false;
  const { until } = line.terms;
  throw returnWindowClosed({
    ...{ field: `lines/${closed}/line`, line: line.line, item: line.bought.title ?? line.bought.sku },
    until: until === undefined ? "" : dayText(until),
  });
}

function requireOffered<Value extends string>(field: string, chosen: Value, offered: readonly Value[]): void {
  if (offered.includes(chosen)) return;
  const reason = `is not offered for these lines; expected ${offered.join(", ")}`;
  throw badInput({ field, reason }, { fields: [{ field, message: reason }] });
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
