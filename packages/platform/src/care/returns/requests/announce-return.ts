import type { Locale } from "@aftercare/messages";
import { sql } from "kysely";
import { lockLines } from "../../../facts/orders/index.ts";
import { returnRequestOpened } from "../../../facts/return-requests/index.ts";
import type { Resolution, ReturnMethod } from "../../../facts/return-requests/return-request.schema.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { type Id, newId } from "../../../foundation/ids/index.ts";
import { badInput } from "../../../foundation/problems/index.ts";
import { factOf } from "./fact-of-request.ts";
import { openRequest } from "./open-request.ts";
import { dayOrNull, readWanted, requireOpen, type WantedReturn, type WantedUnits } from "./read-wanted.ts";
import { isSent, type ReturnOffer } from "./return-offer.ts";
import { returnRequestProcess } from "./return-request.ts";
import { countAnnounced, type ReturnRequest, type ReturnRequestLine } from "./store-request.ts";

interface Announcing {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly locale: Locale;
  /** Who announces it, as it stands beside the request. */
  readonly by: string;
}

interface Announcement {
  readonly orderId: Id<"ord">;
  /** Announced once: the same again answers the request that is there. */
  readonly returnRequestId?: Id<"rrq"> | undefined;
  readonly lines: readonly WantedUnits[];
  /** The first that is offered if not given. */
  readonly method?: ReturnMethod | undefined;
  readonly resolution: Resolution;
  readonly plea?: string | undefined;
}

/**
 * Announces lines of an order as coming back, on the terms that hold now, under the lock of the order's lines: of many who announce the last unit one
 * does.
 * @throws not-found (404), bad-input (400), units-not-available, return-window-closed (409)
 */
export async function announceReturn(announcing: Announcing, given: Announcement): Promise<ReturnRequest> {
  const { tx, clock, locale, by } = announcing;
  const { orderId, lines: units, plea, returnRequestId = newId<"rrq">() } = given;
  await lockLines(tx, orderId);
  const known = await tx.db
    .selectFrom("return_requests")
    .selectAll()
    .where("id", "=", returnRequestId)
    .executeTakeFirst();
  if (known?.order_id === orderId) return known;
  if (known) throw badInput({ field: "returnRequestId", reason: "is another order's" });
  const now = clock.now();
  const wanted = await readWanted(tx, now, orderId, units);
  const isGranted = requireOpen(wanted, plea);
  const { order, version, offer } = wanted;
  const request: ReturnRequest = {
    ...{ id: returnRequestId, number: await nextNumber(tx), order_id: orderId, shopper_id: order.shopper_id },
    ...{ currency: order.currency, country: order.country, state: returnRequestProcess.initial },
    ...{ requested_at: now, requested_by: by, locale, ...chosenOf(offer, given) },
    ...{ policy_version: version, refund_by: dayOrNull(wanted.refundBy) },
    ...{ plea: isGranted ? null : (plea ?? null), declined: null, expires_at: null, closed_at: null },
  };
  const lines = linesOf(request, wanted);
  await tx.db.insertInto("return_requests").values(request).execute();
  await tx.db
    .insertInto("return_request_lines")
    .values(lines.map(({ granted_by, ...line }) => ({ ...line, granted_by: JSON.stringify(granted_by) })))
    .execute();
  await countAnnounced(tx, orderId, units);
  const { number, method, resolution, timing } = request;
  await tx.append(
    returnRequestOpened({
      subject: request.shopper_id,
      at: now,
      data: {
        ...{ ...factOf(request), number, method, resolution, timing, awaitsApproval: !isGranted },
        lines: units.map(({ line, quantity, reason }) => ({ line, quantity, reason })),
      },
    }),
  );
  return isGranted ? openRequest({ tx, clock, actor: by }, { request, lines }) : request;
}

function chosenOf(
  { methods, resolutions, timing }: ReturnOffer,
  given: Announcement,
): Pick<ReturnRequest, "method" | "resolution" | "timing"> {
  const { method = methods[0]!.method, resolution } = given;
  requireOffered(
    "method",
    method,
    methods.map((each) => each.method),
  );
  requireOffered("resolution", resolution, resolutions);
  return { method, resolution, timing };
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
