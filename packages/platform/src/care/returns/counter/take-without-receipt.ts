import { sql } from "kysely";
import { readReturn } from "../../../facts/returns/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { type Id, toWire } from "../../../foundation/ids/index.ts";
import { minorDigits, toDecimal } from "../../../foundation/money/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../../foundation/problems/index.ts";
import { issueCard } from "../../../means/gift-cards/index.ts";
import { inOwnStore } from "../in-own-store.ts";
import { recordUnproven } from "../record-unproven.ts";
import { takeWithoutReceipt, valueWithoutReceipt } from "./counter.contract.ts";
import { guestOfCounter } from "./guest-of-counter.ts";
import { valueUnproven } from "./value-without-receipt.ts";

/** It comes to more than one shopper is given without a receipt in the period: a manager decides. */
const managerNeeded = problemKind("manager-needed", 409);
/** Nobody bought it in the period, and it has no price: nobody can say what it is worth. */
const noPriceKnown = problemKind("no-price-known", 409);

const by = { associate: inOwnStore, agent: anything, manager: anything, admin: anything };

export const valueWithoutReceiptOperation = operation(valueWithoutReceipt, {
  by,
  async run({ tx, clock }, { shopperId, lines }) {
    if (shopperId !== undefined) await requireShopper(tx, shopperId);
    return valueUnproven(tx, clock.now(), { shopperId, lines });
  },
});

/**
 * Takes goods back without a receipt for a gift card, handed over at once. The shopper's row is the lock: of two tills that together
 * would give more than the cap one asks a manager.
 */
export const takeWithoutReceiptOperation = operation(takeWithoutReceipt, {
  by,
  async run({ tx, clock, actor }, { storeId, lines, ...input }) {
    if (input.shopperId !== undefined) await requireShopper(tx, input.shopperId);
    const value = await valueUnproven(tx, clock.now(), { shopperId: input.shopperId, lines });
    const unknown = value.lines.findIndex(({ each }) => each === undefined);
    if (unknown !== -1) throw noPriceKnown({ field: `lines/${unknown}/sku`, item: value.lines[unknown]?.code ?? "" });
    const mayDecide = actor.role === "manager" || actor.role === "admin";
    const { amount, currency, cap, before } = value;
    if (value.needsManager && !mayDecide) {
      const text = (minor: bigint) => toDecimal(minor, minorDigits(currency));
      const numbers = { amount: Number(amount), before: Number(before), cap: Number(cap), capDays: value.capDays };
      throw managerNeeded({
        ...numbers,
        amountText: text(amount),
        beforeText: text(before),
        capText: text(cap),
        currency,
      });
    }
    const shopperId = input.shopperId ?? (await guestOfCounter(tx, clock));
    const taken = value.lines.map(({ sku, title, quantity, amount }, i) => {
      return { sku, title, quantity, amount, reason: lines[i]?.reason };
    });
    const returnId = await recordUnproven(tx, { shopperId, currency, storeId, at: clock.now(), taken });
    const approvedBy = value.needsManager ? actor.id : null;
    await tx.db
      .insertInto("unproven_returns")
      .values({
        ...{ return_id: returnId, shopper_id: shopperId, currency, amount, taken_at: clock.now() },
        approved_by: approvedBy,
      })
      .execute();
    const card =
      amount === 0n
        ? undefined
        : await giveCard({ tx, clock, actor: actor.id }, { shopperId, amount, currency, returnId });
    return { return: await readReturn(tx, returnId), amount, currency, ...card };
  },
});

interface Giving {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly actor: string;
}

interface CardFor {
  readonly shopperId: Id<"shp">;
  readonly amount: bigint;
  readonly currency: string;
  readonly returnId: Id<"ret">;
}

async function giveCard({ tx, clock, actor }: Giving, { returnId, ...card }: CardFor) {
  const reference = `return/${toWire("ret", returnId)}`;
  const { cardId, code } = await issueCard(tx, clock, { ...card, because: "desk", reference, tell: "hand", actor });
  return { giftCardId: cardId, ...(code !== undefined && { code }) };
}

/** @throws not-found (404) */
async function requireShopper(tx: Tx, shopperId: string): Promise<void> {
  const { rows } = await sql`
    select from shoppers where id = ${shopperId} and erased_at is null for update`.execute(tx.db);
  if (rows.length === 0) throw notFound({ field: "shopperId" });
}
