import type { Selectable } from "kysely";
import type { Tables } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Feature } from "../learning/index.ts";
import { type Moment, moment, type Situation } from "./moment.ts";

type Return = Selectable<Tables["returns"]>;

/**
 * A moment of no capability, `test.return`, that decides about recorded returns with a horizon of thirty days: one order, one return, a
 * usual basket of 50.00 with half of it margin.
 * @param looksAt what models learn from, and what is seen of a return
 */
export function momentOfReturns<Context>(
  looksAt: { readonly features: readonly Feature<Context>[]; readonly context: (row: Return) => Context },
  usual: Partial<Pick<Situation<Context>, "basket" | "points">> = {},
): Moment {
  return moment<Context>("test.return", {
    ...{ subject: "ret", horizons: [30], features: looksAt.features, facts: [] },
    ...{ modelled: () => false, reasonValues: () => ({}), assumptions: () => [] },
    prior: () => ({ mean: -1, sd: 1 }),
    latest: () => Promise.resolve([]),
    async situations(tx, subjects) {
      const rows = await tx.db.selectFrom("returns").selectAll().where("id", "in", subjects).execute();
      return rows.map((row) => ({
        ...{ subject: row.id, shopperId: row.shopper_id as Id<"shp">, storeId: row.store_id as Id<"sto"> | null },
        ...{ storeKey: null, asOf: row.returned_at, currency: row.currency, context: looksAt.context(row) },
        basket: { amount: 5_000, marginRate: 0.5, oneProduct: 0.5, units: 1 },
        habits: { orders: 1, returns: 1, returnRate: 0, somethingNew: true },
        ...usual,
      }));
    },
  });
}
