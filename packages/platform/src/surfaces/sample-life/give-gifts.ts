import { sql } from "kysely";
import { announceGiftReturnOperation } from "../../care/gifts/index.ts";
import { makeGiftCodeOperation, openGiftOperation } from "../../facts/gifts/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Context, Runtime } from "../../foundation/operations/index.ts";
import { oneOf, shareOf } from "./by-chance.ts";
import { asShop, source } from "./shop-system.ts";
import { holdLife } from "./stored-life.ts";
import { unlessRefused } from "./unless-refused.ts";

const dayMs = 86_400_000;
/** Codes are put in with what was bought so long ago, and so much of that is not what was wished for. */
const boughtWithin = { least: 6, most: 9 };
const gifts = 0.04;
const notWished = 0.35;
const atOnce = 3;
const reasons = ["too-small", "too-big", "wrong-colour", "changed-my-mind"] as const;

/**
 * Makes gift codes for some of what was sent, as a shop does that prints them; some who were given it give it back with their code, for a gift card.
 */
export async function giveGifts(runtime: Runtime): Promise<void> {
  const { clock } = runtime;
  await unlessRefused(runtime, async (tx) => {
    // Whoever holds life does it, so that two processes do not both.
    if ((await holdLife(tx)) === undefined) return;
    const bought = await readBought(tx, clock.now());
    for (const order of bought.slice(0, atOnce)) await give(tx, clock, order);
  });
}

interface Bought {
  readonly orderId: Id<"ord">;
  readonly number: string;
}

async function readBought(tx: Tx, now: Date): Promise<readonly Bought[]> {
  const ago = (days: number) => new Date(now.getTime() - days * dayMs);
  const { rows } = await sql<Bought>`
    select o.id as "orderId", o.key as number from orders o
    where o.placed_at between ${ago(boughtWithin.most)} and ${ago(boughtWithin.least)} and o.source = ${source}
      and o.channel = 'online' and not exists (select from gifts g where g.order_id = o.id)
      and not exists (select from return_requests q where q.order_id = o.id)
      and not exists (select from return_lines l where l.order_id = o.id)
    order by o.placed_at`.execute(tx.db);
  return rows.filter(({ number }) => shareOf(`gift/${number}`) < gifts);
}

async function give(tx: Tx, clock: Runtime["clock"], { orderId, number }: Bought): Promise<void> {
  const shop = asShop(tx, clock);
  const { code, gift } = await makeGiftCodeOperation.run(shop, { orderId, lines: [1] });
  const { giftId } = gift;
  if (shareOf(`wished/${number}`) >= notWished) return;
  await openGiftOperation.run(shop, { code });
  const line = { line: 1, quantity: 1, reason: oneOf(reasons, `${number}/reason`) };
  const bearer: Context = { ...shop, actor: { role: "shopper", id: giftId, scope: { giftId } } };
  await announceGiftReturnOperation.run(bearer, {
    ...{ giftId, lines: [line], method: "drop-off", resolution: "gift-card", email: `${gift.lastFour}@example.com` },
  });
}
