import type { z } from "zod";
import { ownOrder } from "../../facts/orders/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { isAccepted, reachOf } from "./catchment.ts";
import { destinationsOfLine } from "./destination.contract.ts";
import { readDestinations } from "./destinations.ts";

type Found = z.output<typeof destinationsOfLine.output>["items"];

interface LinesToGive {
  readonly orderId: string;
  readonly lines: readonly number[];
  readonly way: "donate" | "recycle";
}

const kinds = { donate: "charity", recycle: "recycler" } as const;
const most = 10;

/**
 * Who near the shopper takes all of these lines of an order from them: those of the neighbourhood first. Nobody is sent across the country to a
 * place that serves another town.
 * @throws not-found (404) naming the field, for an unknown order or line
 */
export async function destinationsNear(tx: DatabaseTx, { orderId, lines, way }: LinesToGive): Promise<Found> {
  const numbers = [...new Set(lines)];
  const rows = await tx.db
    .selectFrom("order_lines as l")
    .innerJoin("shoppers as s", "s.id", "l.shopper_id")
    .leftJoin("shopper_contacts as c", "c.shopper_id", "l.shopper_id")
    .leftJoin("order_deliveries as d", "d.order_id", "l.order_id")
    .select(["l.category", "s.country as home", "c.post_code", "d.country", "d.zone"])
    .where("l.order_id", "=", orderId)
    .where("l.line", "in", numbers)
    .execute();
  const [row] = rows;
  if (!row || rows.length < numbers.length) throw notFound({ field: "line" });
  const country = row.country ?? row.home ?? undefined;
  // Where the goods went to counts; the post code of whoever bought them is finer where it lies there.
  const own = row.post_code ?? undefined;
  const zone = row.zone ?? undefined;
  const postCode = own !== undefined && (zone === undefined || own.startsWith(zone)) ? own : zone;
  return (await readDestinations(tx))
    .filter(({ active, fromShoppers, kind }) => active && fromShoppers && kind === kinds[way])
    .filter(({ acceptance }) =>
      rows.every(({ category }) => isAccepted(acceptance, { category: category ?? undefined, disposition: way })),
    )
    .flatMap(({ destinationId, title, kind, whereabouts, catchment }) => {
      const reach = reachOf(catchment, { country, postCode });
      if (reach === undefined) return [];
      return {
        ...{ destinationId, title, kind, isLocal: reach === "local" },
        ...(whereabouts !== undefined && { whereabouts }),
      };
    })
    .toSorted((a, b) => Number(b.isLocal) - Number(a.isLocal))
    .slice(0, most);
}

export const destinationsOfLineOperation = operation(destinationsOfLine, {
  by: {
    shopper: ownOrder,
    associate: anything,
    agent: anything,
    manager: anything,
    admin: anything,
    service: anything,
  },
  run: async ({ tx }, { orderId, line, way }) => ({
    items: await destinationsNear(tx, { orderId, lines: [line], way }),
  }),
});
