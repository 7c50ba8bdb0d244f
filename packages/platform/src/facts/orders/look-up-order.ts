import { createHash, timingSafeEqual } from "node:crypto";
import { roles } from "../../foundation/actors/index.ts";
import { signed } from "../../foundation/auth/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";
import { lookUpOrder } from "./order.contract.ts";

/** One answer for "no such order", "wrong proof" and "erased": any difference would tell whether an order exists. */
const orderNotFound = problemKind("order-not-found", 404);

const linkDays = 30;

export const lookUpOrderOperation = operation(lookUpOrder, {
  by: Object.fromEntries(roles.map((role) => [role, anything])),
  limits: [
    { name: "look-up by client", calls: 30, perSeconds: 600, key: (client) => client },
    // Whoever tries many customer numbers against one order can change addresses, but not the order.
    { name: "look-up by order", calls: 30, perSeconds: 3600, key: (_client, { number }) => number.toUpperCase() },
    {
      name: "look-up by order in a day",
      calls: 60,
      perSeconds: 86_400,
      key: (_client, { number }) => number.toUpperCase(),
    },
  ],
  async run({ tx, clock }, { number, proof }) {
    const found = (await candidates(tx, number)).filter((candidate) => provenBy(candidate, proof));
    // Two shops of one retailer may number alike; a proof that fits two orders proves neither.
    const [order, ...others] = found;
    if (!order || others.length > 0) throw orderNotFound();
    const now = clock.real();
    const expiresAt = new Date(now.getTime() + linkDays * 86_400_000);
    const { orderId, shopperId } = order;
    const token = await signed(tx, { orderId, shopperId, expiresAt: expiresAt.getTime() }, now);
    return { link: `/l/${token}`, token, expiresAt };
  },
});

/** An order of that number with what its shopper could prove it by. */
interface Candidate {
  readonly orderId: string;
  readonly shopperId: string;
  readonly emails: readonly string[];
  readonly others: readonly string[];
}

/** A guest that was merged into an account is one person with it: the contacts of both count, and the erasure of either. */
async function candidates(tx: Tx, number: string): Promise<Candidate[]> {
  const rows = await tx.db
    .selectFrom("orders")
    .innerJoin("shoppers", "shoppers.id", "orders.shopper_id")
    .leftJoin("shoppers as account", "account.id", "shoppers.merged_into")
    .leftJoin("shopper_contacts as own", "own.shopper_id", "shoppers.id")
    .leftJoin("shopper_contacts as merged", "merged.shopper_id", "account.id")
    .select(["orders.id", "orders.shopper_id", "shoppers.kind", "shoppers.key", "account.key as account_key"])
    .select(["own.email", "own.post_code", "merged.email as merged_email", "merged.post_code as merged_post_code"])
    .where("orders.key", "in", [...new Set([number, number.toUpperCase()])])
    .where("shoppers.erased_at", "is", null)
    .where("account.erased_at", "is", null)
    .limit(10)
    .execute();
  return rows.map((row) => ({
    orderId: row.id,
    shopperId: row.shopper_id,
    emails: known(row.email, row.merged_email),
    // A guest's key is the order's own number, which proves nothing.
    others: known(row.post_code, row.merged_post_code, row.kind === "account" ? row.key : null, row.account_key),
  }));
}

/** Where an e-mail address is known only that counts: post codes and customer numbers can be guessed. */
function provenBy({ emails, others }: Candidate, proof: string): boolean {
  const accepted = emails.length > 0 ? emails : others;
  // Each is compared to its end, so that time does not tell how much of the proof was right.
  return accepted.map((text) => timingSafeEqual(digest(text), digest(proof))).includes(true);
}

function known(...texts: readonly (string | null)[]): string[] {
  return texts.filter((text) => text !== null && text !== "") as string[];
}

/** Blanks and capitals do not matter: "1011 AB" is "1011ab". */
function digest(text: string): Buffer {
  const plain = text.normalize("NFKC").toLowerCase().replaceAll(/\s/g, "");
  return createHash("sha256").update(plain).digest();
}
