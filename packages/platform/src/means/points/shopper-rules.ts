import { sql } from "kysely";
import type { Rule } from "../../foundation/operations/index.ts";

/** An associate sees the points of shoppers who bought or brought something back at the own store. */
export const shopperOfOwnStore: Rule<{ readonly shopperId: string }> = {
  name: "shopper of own store",
  async allows({ tx, actor }, { shopperId }) {
    const storeId = actor.scope["storeId"];
    if (storeId === undefined) return false;
    const { rows } = await sql<{ known: boolean }>`
      with family as (
        select member.id from shoppers s join shoppers member
          on coalesce(member.merged_into, member.id) = coalesce(s.merged_into, s.id)
        where s.id = ${shopperId}
      )
      select exists (select from orders o join family f on f.id = o.shopper_id where o.store_id = ${storeId})
        or exists (select from returns r join family f on f.id = r.shopper_id where r.store_id = ${storeId}) as known
    `.execute(tx.db);
    return rows[0]?.known ?? false;
  },
};

/** Whoever stands at the till may use their points there, wherever they bought before. */
export const atOwnStore: Rule<{ readonly storeId?: string | undefined }> = {
  name: "at own store",
  allows: ({ actor }, { storeId }) =>
    actor.scope["storeId"] !== undefined && (storeId === undefined || storeId === actor.scope["storeId"]),
};
