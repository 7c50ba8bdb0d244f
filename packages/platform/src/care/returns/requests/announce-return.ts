import type { Locale } from "@aftercare/messages";
import { lockLines } from "../../../facts/orders/index.ts";
import type { Resolution, ReturnMethod } from "../../../facts/return-requests/return-request.schema.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { type Id, newId } from "../../../foundation/ids/index.ts";
import { badInput } from "../../../foundation/problems/index.ts";
import { recommendResolution } from "../recommendation/index.ts";
import { asGift, type GivenBack } from "./gift-terms.ts";
import { insertRequest } from "./insert-request.ts";
import { requirePromotionsKept } from "./kept-promotions.ts";
import { openRequest } from "./open-request.ts";
import { readWanted, requireApart, requireOpen, type WantedUnits } from "./read-wanted.ts";
import { type ReturnOffer, staysThere } from "./return-offer.ts";
import { readSettledOrder } from "./settled-before.ts";
import type { ReturnRequest } from "./store-request.ts";
import { noteDeferred } from "./timing-under-risk.ts";

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
  /** Chosen from the options as they are shown, with one of them recommended: what was shown is written down. */
  readonly isChosen?: boolean;
  /** It is owed for a fault, or a person granted it: neither a window nor what is usually offered stands against it. */
  readonly isOwed?: boolean;
  /** Whoever was given it gives it back: on a gift's terms, and as theirs. */
  readonly gift?: GivenBack;
}

/**
 * Announces lines of an order as coming back, on the terms that hold now, under the lock of the order's lines: of many who announce the last unit one
 * does.
 * @throws not-found (404), bad-input (400), units-not-available, return-window-closed, fault-goes-apart,
 * promotion-would-break (409)
 */
export async function announceReturn(announcing: Announcing, given: Announcement): Promise<ReturnRequest> {
  const { tx, clock, locale, by } = announcing;
  const { orderId, lines: units, plea, returnRequestId = newId<"rrq">() } = given;
  await lockLines(tx, orderId);
  const known = given.returnRequestId && (await findRequest(tx, given.returnRequestId, given));
  if (known) return known;
  const now = clock.now();
  const read = await readWanted(tx, now, orderId, units, true);
  const wanted = given.gift ? asGift(read, given.gift) : read;
  const { isOwed = false } = given;
  if (!isOwed) requireApart(wanted);
  const isKept = isOwed || (await requirePromotionsKept(wanted, () => readSettledOrder(tx, orderId), plea));
  const isGranted = isOwed || (requireOpen(wanted, plea) && isKept);
  const announced = {
    ...{ id: returnRequestId, requested_by: by, locale, ...chosenOf(wanted.offer, given) },
    plea: isGranted ? null : (plea ?? null),
    ...(given.gift && { gift_id: given.gift.giftId }),
  };
  const { request, lines } = await insertRequest(tx, now, wanted, announced, !isGranted);
  if (wanted.deferred) await noteDeferred(tx, request, wanted.deferred);
  if (given.isChosen) await (await recommendResolution({ tx, clock }, wanted)).remember(tx, request.id);
  return isGranted ? openRequest({ tx, clock, actor: by }, { request, lines }) : request;
}

/** The request that was announced under this identifier before. @throws bad-input (400) where that is another order's, or not of this gift */
async function findRequest(
  tx: Tx,
  returnRequestId: string,
  { orderId, gift }: Pick<Announcement, "orderId" | "gift">,
): Promise<ReturnRequest | undefined> {
  const query = tx.db.selectFrom("return_requests").selectAll().where("id", "=", returnRequestId);
  const known = await query.executeTakeFirst();
  const isSame = known?.order_id === orderId && known.gift_id === (gift?.giftId ?? null);
  if (known && !isSame) throw badInput({ field: "returnRequestId", reason: "is another order's" });
  return known;
}

function chosenOf(
  { methods, resolutions, timing }: ReturnOffer,
  given: Announcement,
): Pick<ReturnRequest, "method" | "resolution" | "timing"> {
  const { resolution } = given;
  const isRepaired = resolution === "repair";
  const offered = methods.map((each) => each.method);
  // What is to be repaired has to come, and what is owed for a fault does unless somebody says that it need not.
  const comes = isRepaired || (given.isOwed === true && given.method === undefined);
  const coming = offered.filter((each) => !staysThere(each));
  const ways = comes ? (coming.length > 0 ? coming : (["drop-off"] as const)) : offered;
  const { method = ways[0]! } = given;
  requireOffered("method", method, ways);
  if (given.isOwed !== true) requireOffered("resolution", resolution, resolutions);
  return { method, resolution, timing: isRepaired ? "received" : timing };
}

function requireOffered<Value extends string>(field: string, chosen: Value, offered: readonly Value[]): void {
  if (offered.includes(chosen)) return;
  const reason = `is not offered for these lines; expected ${offered.join(", ")}`;
  throw badInput({ field, reason }, { fields: [{ field, message: reason }] });
}
