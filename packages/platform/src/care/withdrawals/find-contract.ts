import type { DatabaseTx } from "../../foundation/database/index.ts";

/** The order that a statement means, and how its shopper is reached. */
export interface MeantOrder {
  readonly orderId: string;
  readonly shopperId: string;
  readonly placedAt: Date;
  readonly channel: string;
  /** Where its goods went to, as far as anybody said. */
  readonly country: string | undefined;
  /** Of its shopper and of the account that they were merged into. */
  readonly emails: readonly string[];
}

/** Orders that are called so; capitals and a leading # do not matter. */
export async function findContract(tx: DatabaseTx, contract: string): Promise<MeantOrder[]> {
  const number = contract.replace(/^#\s*/, "");
  const rows = await tx.db
    .selectFrom("orders as o")
    .innerJoin("shoppers as s", "s.id", "o.shopper_id")
    .leftJoin("order_deliveries as d", "d.order_id", "o.id")
    .leftJoin("shopper_contacts as own", "own.shopper_id", "s.id")
    .leftJoin("shopper_contacts as account", "account.shopper_id", "s.merged_into")
    .select(["o.id", "o.shopper_id", "o.placed_at", "o.channel", "d.country", "s.country as home"])
    .select(["own.email", "account.email as account_email"])
    .where((where) => where.fn("lower", ["o.key"]), "=", number.toLowerCase())
    .orderBy("o.placed_at", "desc")
    .limit(10)
    .execute();
  return rows.map(({ id, shopper_id, placed_at, channel, country, home, email, account_email }) => ({
    ...{ orderId: id, shopperId: shopper_id, placedAt: placed_at, channel, country: country ?? home ?? undefined },
    emails: [email, account_email].filter((address) => address !== null),
  }));
}
