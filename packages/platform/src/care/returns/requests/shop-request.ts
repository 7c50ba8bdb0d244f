import { lockLines } from "../../../facts/orders/index.ts";
import { returnRequestApproved } from "../../../facts/return-requests/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { newId } from "../../../foundation/ids/index.ts";
import { problemKind } from "../../../foundation/problems/index.ts";
import { endRequest } from "./end-request.ts";
import { factOf } from "./fact-of-request.ts";
import { freeUnits } from "./free-units.ts";
import { insertRequest } from "./insert-request.ts";
import { readWanted } from "./read-wanted.ts";
import { returnRequestProcess } from "./return-request.ts";
import {
  advanceLines,
  changeRequest,
  countAnnounced,
  type LockedRequest,
  lockRequest,
  outstanding,
  readLines,
} from "./store-request.ts";

declare module "../../../foundation/database/tables.ts" {
  interface Tables {
    shop_returns: { request_id: string; source: string; key: string };
  }
}

/** Who announced it, as it stands beside the request: the shop, and of which system. */
const ofShop = "shop/";

interface Context {
  readonly tx: Tx;
  readonly clock: Clock;
}

interface ShopLine {
  /** Of the order. */
  readonly line: number;
  readonly quantity: number;
  readonly reason: string;
  readonly detail?: string | undefined;
}

/** What a shop's own system says of a return that was announced there. */
export interface ShopReturn {
  readonly source: string;
  /** Its identifier there, for ever. */
  readonly key: string;
  readonly orderId: string;
  readonly says: "requested" | "approved" | "declined" | "cancelled" | "closed" | "reopened";
  /** Absent where only what became of it is said. */
  readonly lines?: readonly ShopLine[] | undefined;
  /** Why it was declined. */
  readonly because?: string | undefined;
}

/**
 * Follows a return that was announced in the shop's own system, as a request of ours: its goods are awaited, nobody can announce them again,
 * and the shopper sees them on their pages. The shop decides and pays: nothing is granted, labelled or paid back here. What is said twice
 * changes nothing, and what is said late of a return that is over neither.
 * @returns whether it was news; undefined where it says only what became of a return of which nothing else was heard yet
 */
export async function followShopReturn(context: Context, said: ShopReturn): Promise<boolean | undefined> {
  const { tx, clock } = context;
  await lockLines(tx, said.orderId);
  const known = await latest(tx, said);
  if (!known) {
    if (!said.lines) return undefined;
    return announce(context, said, said.lines);
  }
  const locked = await lockRequest(tx, known);
  const isOver = locked.request.closed_at !== null;
  if (said.says === "reopened") return isOver && announce(context, said, await linesOf(tx, known));
  if (isOver || said.says === "requested") return false;
  if (said.says === "approved") return approve(context, locked);
  const isFresh = locked.request.state === "requested";
  // Declined after it was approved, it was called off.
  if (said.says === "declined" && isFresh) {
    await endRequest({ tx, clock }, locked, "decline", said.because ?? "–");
    return true;
  }
  const isUntouched = isFresh || locked.request.state === "open";
  await endRequest({ tx, clock }, locked, said.says !== "closed" && isUntouched ? "cancel" : "close");
  return true;
}

/**
 * Goods of a return that was announced in the shop have come back, as the shop says: they are awaited no more. Before they are written down as
 * come back, or they would be taken for units that nobody had announced.
 * @returns for each line of the order why it came back, as it was announced
 */
export async function releaseFromShopReturn(
  context: Context,
  came: Pick<ShopReturn, "source" | "key" | "orderId">,
  units: readonly { readonly line: number; readonly quantity: number }[],
): Promise<ReadonlyMap<number, string>> {
  const { tx } = context;
  await lockLines(tx, came.orderId);
  const known = await latest(tx, came);
  if (!known) return new Map();
  const locked = await lockRequest(tx, known);
  const reasons = new Map(locked.lines.map((line) => [line.order_line, line.reason]));
  if (locked.request.closed_at !== null) return reasons;
  const left = new Map<number, number>();
  for (const { line, quantity } of units) left.set(line, (left.get(line) ?? 0) + quantity);
  const released = locked.lines.flatMap((line) => {
    const quantity = Math.min(outstanding(line), left.get(line.order_line) ?? 0);
    left.set(line.order_line, (left.get(line.order_line) ?? 0) - quantity);
    return quantity > 0 ? [{ place: line.place, line: line.order_line, released: quantity }] : [];
  });
  if (released.length === 0) return reasons;
  const lines = await advanceLines(tx, locked, released);
  await countAnnounced(
    tx,
    came.orderId,
    released.map(({ line, released: quantity }) => ({ line, quantity: -quantity })),
  );
  if (lines.every((line) => outstanding(line) === 0)) await endRequest(context, { ...locked, lines }, "close");
  return reasons;
}

/** Announced in the shop's own system, which takes its goods back and pays for them: doing it here too would pay twice. */
const returnOfShop = problemKind("return-of-shop", 409);

/** The shop's own system in which a request was announced; undefined for one of ours. */
export function shopOf({ requested_by }: Pick<LockedRequest["request"], "requested_by">): string | undefined {
  return requested_by.startsWith(ofShop) ? requested_by.slice(ofShop.length) : undefined;
}

/** @throws return-of-shop (409) for what the shop's own system takes back */
export function requireOurs(request: LockedRequest["request"]): void {
  if (shopOf(request) !== undefined) throw returnOfShop({ number: request.number });
}

async function latest(tx: Tx, { source, key }: Pick<ShopReturn, "source" | "key">): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom("shop_returns")
    .select("request_id")
    .where("source", "=", source)
    .where("key", "=", key)
    // Identifiers grow with time.
    .orderBy("request_id", "desc")
    .executeTakeFirst();
  return row?.request_id;
}

/** Opened once more it awaits what had been announced and did not come. */
async function linesOf(tx: Tx, requestId: string): Promise<ShopLine[]> {
  const lines = await readLines(tx, [requestId]);
  return lines.map(({ order_line: line, quantity, received, reason }) => ({
    line,
    quantity: quantity - received,
    reason,
  }));
}

/** What came back already, or was announced here, is not announced a second time. */
async function announce(context: Context, said: ShopReturn, lines: readonly ShopLine[]): Promise<boolean> {
  const { tx, clock } = context;
  const free = await freeUnits(tx, said.orderId);
  const units = lines.flatMap((one) => {
    const quantity = Math.min(one.quantity, free.get(one.line) ?? 0);
    free.set(one.line, (free.get(one.line) ?? 0) - quantity);
    return quantity > 0 ? [{ ...one, quantity }] : [];
  });
  if (units.length === 0) return false;
  const wanted = await readWanted(tx, clock.now(), said.orderId, units);
  const isOpen = said.says === "approved" || said.says === "reopened";
  const announced = {
    ...{ id: newId<"rrq">(), requested_by: `${ofShop}${said.source}`, locale: "en", plea: null },
    ...({ method: "drop-off", resolution: "refund", timing: "received" } as const),
  };
  const { request, lines: written } = await insertRequest(tx, clock.now(), wanted, announced, !isOpen);
  const { source, key } = said;
  await tx.db.insertInto("shop_returns").values({ request_id: request.id, source, key }).execute();
  if (isOpen) await approve(context, { request, lines: written });
  return true;
}

/** Without a day on which it lapses, as the shop closes its returns itself. */
async function approve({ tx, clock }: Context, { request }: LockedRequest): Promise<boolean> {
  if (request.state !== "requested") return false;
  await changeRequest(tx, request, { state: returnRequestProcess.next(request.state, "approve") });
  const { shopper_id: subject } = request;
  await tx.append(returnRequestApproved({ subject, at: clock.now(), data: factOf(request) }));
  return true;
}
