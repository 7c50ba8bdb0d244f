import type { z } from "zod";
import { readReturn } from "../../../facts/returns/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { type Id, toWire } from "../../../foundation/ids/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { badInput } from "../../../foundation/problems/index.ts";
import { inWords } from "../../../judgement/decisions/index.ts";
import { countOutAtTill, intendRefund, payAtCounter } from "../../../means/refunds/index.ts";
import { decideReturn } from "../../incentives/index.ts";
import { inOwnStore } from "../in-own-store.ts";
import { lockPurchase } from "../lock-purchase.ts";
import { readReturnMoney } from "../read-return-money.ts";
import { recordReturn } from "../record-return.ts";
import { takeUnits } from "../take-units.ts";
import { type WorthUnits, worthNow } from "../worth-now.ts";
import { takeBackVisit } from "./counter.contract.ts";
import type { CounterMoneyWay, CounterRules } from "./counter-rules.schema.ts";
import { readCounterRules } from "./counter-rules.ts";
import { guestOfCounter } from "./guest-of-counter.ts";

type Paid = z.output<typeof takeBackVisit.output>["paid"][number];

interface Taken {
  readonly returnId: Id<"ret">;
  readonly orderId: Id<"ord">;
  readonly currency: string;
  readonly units: readonly WorthUnits[];
  readonly amount: bigint;
}

/**
 * Takes back what lies on the counter, all of it or nothing: several purchases of one parcel, or a gift. Where the house pays, each purchase is
 * paid back under its own ceiling. One thing is offered for the visit, for the purchase that was worth most.
 */
export const takeBackVisitOperation = operation(takeBackVisit, {
  by: { associate: inOwnStore, agent: anything, manager: anything, admin: anything },
  async run({ tx, clock, actor, locale }, { storeId, orders, isGift, way }) {
    requireDistinct(orders.map(({ orderId }) => orderId));
    const { rules } = await readCounterRules(tx, clock.now());
    const chosen = wayOf(rules, { isGift, way });
    const bearer = isGift ? await guestOfCounter(tx, clock) : undefined;
    const all: Taken[] = [];
    // In one order for everybody, lest two visits with the same purchases wait for each other.
    for (const { orderId, lines } of orders.toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1))) {
      const purchase = await lockPurchase(tx, { orderId, storeId, lines });
      const units = await worthNow(tx, orderId, takeUnits(purchase.lines, lines));
      const of = { ...purchase, shopperId: bearer ?? purchase.shopperId };
      const returnId = await recordReturn(tx, { purchase: of, taken: units, storeId, at: clock.now() });
      const amount = units.reduce((sum, unit) => sum + unit.amount, 0n);
      all.push({ returnId, orderId, currency: purchase.currency, units, amount });
    }
    const paid: Paid[] = [];
    for (const taken of all) {
      if (chosen === undefined || taken.amount === 0n) continue;
      paid.push(...(await payBack({ tx, clock, actor: actor.id }, taken, chosen, bearer)));
    }
    const most = all.reduce((best, taken) => (taken.amount > best.amount ? taken : best));
    const decision = await decideReturn({ tx, clock }, most.returnId);
    const returns = [];
    const money = [];
    for (const { returnId } of all) {
      returns.push(await readReturn(tx, returnId));
      money.push({ ...(await readReturnMoney(tx, returnId)), returnId });
    }
    return { returns, money, paid, decision: inWords(decision, locale), decidedFor: most.returnId };
  },
});

/** @throws bad-input (400) where a purchase is named twice */
export function requireDistinct(orderIds: readonly string[]): void {
  const twice = orderIds.findIndex((id, i) => orderIds.indexOf(id) !== i);
  if (twice === -1) return;
  const [field, reason] = [`orders/${twice}/orderId`, "stands there twice; give its lines together"];
  throw badInput({ field, reason }, { fields: [{ field, message: reason }] });
}

/**
 * How the house pays by the rules in force; undefined where the till pays by itself. A gift's value is whoever's who brings it, and can go nowhere else.
 * @throws bad-input (400) for a way that is not to be chosen
 */
export function wayOf(
  { paidBy, ways }: CounterRules,
  { isGift, way }: { readonly isGift: boolean; readonly way: CounterMoneyWay | undefined },
): CounterMoneyWay | undefined {
  if (isGift) {
    if (way === undefined || way === "gift-card") return "gift-card";
    throw wrongWay("is not for a gift: its value goes to whoever brings it, as a gift card");
  }
  if (paidBy === "till") {
    if (way === undefined) return undefined;
    throw wrongWay("is nothing to choose: the till pays back by itself");
  }
  if (way !== undefined && !ways.includes(way)) throw wrongWay(`is not offered; expected ${ways.join(", ")}`);
  return way ?? ways[0];
}

function wrongWay(reason: string) {
  return badInput({ field: "way", reason }, { fields: [{ field: "way", message: reason }] });
}

interface Paying {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly actor: string;
}

async function payBack(
  { tx, clock, actor }: Paying,
  taken: Taken,
  way: CounterMoneyWay,
  bearer: Id<"shp"> | undefined,
): Promise<Paid[]> {
  const { returnId, orderId, amount, currency, units } = taken;
  const wanted = {
    ...{ orderId, amount, actor, reason: "returned" as const, reference: `return/${toWire("ret", returnId)}` },
    parts: units
      .filter((unit) => unit.amount > 0n)
      .map(({ purchased: { line }, unpaid: quantity, amount }) => ({
        kind: "goods" as const,
        line,
        quantity,
        amount,
        returnId,
      })),
  };
  const told = (refund: { readonly id: string }) => ({ returnId, currency, refundId: refund.id as Id<"rfd"> });
  if (way === "store-credit") {
    const refund = await intendRefund(tx, clock, { ...wanted, destination: way });
    return [{ ...told(refund), way, amount }];
  }
  const holder = bearer ?? (await buyerOf(tx, orderId));
  const { refund, cards } = await payAtCounter(
    tx,
    clock,
    wanted,
    way === "gift-card" ? { kind: way, holderId: holder, isGift: bearer !== undefined } : { kind: way },
  );
  // What was paid in cash goes back in cash, and whoever it is for stands here.
  await countOutAtTill({ tx, clock, actor }, [refund.id], wanted.reference);
  const handed = cards.map((card) => ({ ...told(refund), way: "gift-card" as const, ...card }));
  const rest = amount - cards.reduce((sum, card) => sum + card.amount, 0n);
  return rest > 0n ? [{ ...told(refund), way, amount: rest }, ...handed] : handed;
}

async function buyerOf(tx: Tx, orderId: string): Promise<string> {
  const query = tx.db.selectFrom("orders").select("shopper_id").where("id", "=", orderId);
  return (await query.executeTakeFirstOrThrow()).shopper_id;
}
