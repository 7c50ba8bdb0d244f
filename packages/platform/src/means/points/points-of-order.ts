import { sql } from "kysely";
import { ownOrder } from "../../facts/orders/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pointsOfOrder } from "./points.contract.ts";

interface OrderPoints {
  readonly earned: bigint;
  readonly bonus: bigint;
  readonly reversed: bigint;
  readonly owed: bigint;
  readonly availableAt: Date | null;
  readonly expiresAt: Date | null;
}

/** Only what belongs to this order: who knows one order's number and post code has not proved to be its shopper everywhere. */
export const pointsOfOrderOperation = operation(pointsOfOrder, {
  by: { shopper: ownOrder, agent: anything, manager: anything, admin: anything },
  async run({ tx, clock }, { orderId }) {
    const { rows } = await sql<OrderPoints>`
      select
        coalesce(sum(e.points) filter (where e.kind = 'earn'), 0)::bigint as earned,
        coalesce(sum(e.points) filter (where e.kind = 'bonus'), 0)::bigint as bonus,
        coalesce(-sum(e.points) filter (where e.kind = 'reverse'), 0)::bigint as reversed,
        -- What is owed in all may have been paid in part since.
        least(coalesce(sum(e.owed) filter (where e.kind = 'reverse'), 0), coalesce(max(a.owed), 0))::bigint as owed,
        max(l.available_at) as "availableAt", max(l.expires_at) as "expiresAt"
      from points_entries e
      join points_accounts a on a.shopper_id = e.shopper_id
      left join points_lots l on l.shopper_id = e.shopper_id and l.number = e.number
      where e.order_id = ${orderId}`.execute(tx.db);
    const { availableAt, expiresAt, ...sums } = rows[0]!;
    return {
      ...sums,
      ...(availableAt && { availableAt, pending: availableAt > clock.now() }),
      ...(expiresAt && { expiresAt }),
    };
  },
});
