import { sql } from "kysely";
import type { z } from "zod";
import { familyOf } from "../../facts/persons/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { type CreditEntryView, getCredit as contract } from "./credit.contract.ts";
import { viewEntry } from "./view-entry.ts";

const latest = 50;

/** A signed link knows its shopper; anybody else answers as if they did not exist. */
const ownShopper: Rule<{ readonly shopperId: string }> = {
  name: "own shopper",
  allows({ actor }, { shopperId }) {
    if (actor.scope["shopperId"] !== shopperId) throw notFound();
    return true;
  },
};

/** Over a signed link the entries of its order alone: who has one order's link has not proved to be its shopper everywhere. */
export const getCreditOperation = operation(contract, {
  by: {
    shopper: ownShopper,
    associate: anything,
    agent: anything,
    manager: anything,
    admin: anything,
    service: anything,
  },
  async run({ tx, actor }, { shopperId }) {
    const family = await familyOf(tx, shopperId);
    const [holder] = family;
    if (!holder) throw notFound();
    const balances = await tx.db
      .selectFrom("store_credit_accounts")
      .select([sql<bigint>`sum(balance)::bigint`.as("amount"), "currency"])
      .where("shopper_id", "in", family)
      .where("balance", ">", 0n)
      .groupBy("currency")
      .orderBy("currency")
      .execute();
    let entries = tx.db.selectFrom("store_credit_entries").selectAll().where("shopper_id", "in", family);
    if (actor.role === "shopper") entries = entries.where("order_id", "=", actor.scope["orderId"] ?? null);
    const rows = await entries.orderBy("id", "desc").limit(latest).execute();
    return { shopperId: holder as Id<"shp">, balances, entries: rows.map((row) => seenBy(actor, viewEntry(row))) };
  },
});

/** References are what staff and other systems wrote for themselves. */
function seenBy({ role }: Actor, { reference, ...entry }: z.output<typeof CreditEntryView>) {
  return role === "shopper" ? entry : { ...entry, reference };
}
