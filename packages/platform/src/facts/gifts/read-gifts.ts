import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../foundation/problems/index.ts";
import { ownOrder } from "../orders/index.ts";
import { findGift, giftsOfOrder } from "./gift.contract.ts";
import { hashOfGiftCode, readGiftCode } from "./gift-code.ts";
import type { Gift } from "./gift-tables.ts";

type View = z.output<typeof findGift.output>;

/** A code of ours by its check symbol, which no gift has. */
const giftNotFound = problemKind("gift-not-found", 404);

/** Whoever opened a gift with its code sees that gift and nothing else. Any other answers as if it did not exist. */
export const ownGift: Rule<{ readonly giftId: string }> = {
  name: "own gift",
  allows({ actor }, { giftId }) {
    if (actor.scope["giftId"] !== giftId) throw notFound();
    return true;
  },
};

/** @throws not-found (404) */
export async function readGift(tx: DatabaseTx, giftId: string): Promise<Gift> {
  const gift = await tx.db.selectFrom("gifts").selectAll().where("id", "=", giftId).executeTakeFirst();
  if (!gift) throw notFound({ field: "giftId" });
  return gift;
}

/** @throws gift-code-mistyped (400), gift-not-found (404) */
export async function giftOfCode(tx: DatabaseTx, typed: string): Promise<Gift> {
  const code_hash = hashOfGiftCode(readGiftCode(typed));
  const gift = await tx.db.selectFrom("gifts").selectAll().where("code_hash", "=", code_hash).executeTakeFirst();
  if (!gift) throw giftNotFound({ field: "code" });
  return gift;
}

/** The gift of an order that somebody opened; undefined for who bought it, and everybody else. */
export async function giftOfBearer(
  tx: DatabaseTx,
  { orderId, shopperId }: { readonly orderId: string; readonly shopperId: string },
): Promise<Id<"gft"> | undefined> {
  const query = tx.db.selectFrom("gifts").select("id").where("bearer_id", "=", shopperId);
  const gift = await query.where("order_id", "=", orderId).executeTakeFirst();
  return gift?.id as Id<"gft"> | undefined;
}

/** The order's lines that each of these gifts is for now. */
export async function linesOfGifts(
  tx: DatabaseTx,
  giftIds: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (giftIds.length === 0) return new Map();
  const query = tx.db
    .selectFrom("gift_lines")
    .select(["gift_id", "line"])
    .where("gift_id", "in", [...giftIds]);
  const lines = Map.groupBy(await query.orderBy("line").execute(), ({ gift_id }) => gift_id);
  return new Map(giftIds.map((id) => [id, (lines.get(id) ?? []).map(({ line }) => line)]));
}

export function viewGift({ id, order_id, last_four, made_at }: Gift, lines: readonly number[]): View {
  return {
    ...{ giftId: id as Id<"gft">, orderId: order_id as Id<"ord">, lastFour: last_four, madeAt: made_at },
    lines: [...lines],
  };
}

export const giftsOfOrderOperation = operation(giftsOfOrder, {
  by: { shopper: ownOrder, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }, { orderId }) {
    const query = tx.db.selectFrom("gifts").selectAll().where("order_id", "=", orderId);
    const gifts = await query.orderBy("made_at", "desc").orderBy("id", "desc").execute();
    const lines = await linesOfGifts(
      tx,
      gifts.map(({ id }) => id),
    );
    return { items: gifts.map((gift) => viewGift(gift, lines.get(gift.id) ?? [])) };
  },
});

export const findGiftOperation = operation(findGift, {
  by: { associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }, { code }) {
    const gift = await giftOfCode(tx, code);
    return viewGift(gift, (await linesOfGifts(tx, [gift.id])).get(gift.id) ?? []);
  },
});
