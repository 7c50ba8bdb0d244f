import { sql } from "kysely";
import { z } from "zod";
import { ownOrder } from "../../facts/orders/index.ts";
import { At } from "../../foundation/contracts/index.ts";
import { likeBeginning } from "../../foundation/database/index.ts";
import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { claimsOfOrder, getClaim, searchClaims } from "./claim.contract.ts";
import type { Claim } from "./claim-tables.ts";
import { viewClaim, viewClaims } from "./view-claims.ts";

const staff = { agent: anything, manager: anything, admin: anything, service: anything };

/** A signed link opens one order, and with it what was claimed of it. Any other answers as if it did not exist. */
const ownClaim: Rule<{ readonly claimId: string }> = {
  name: "claim of own order",
  async allows({ tx, actor }, { claimId }) {
    const row = await tx.db.selectFrom("claims").select("order_id").where("id", "=", claimId).executeTakeFirst();
    if (row === undefined || row.order_id !== actor.scope["orderId"]) throw notFound();
    return true;
  },
};

export const getClaimOperation = operation(getClaim, {
  by: { shopper: ownClaim, ...staff },
  run: ({ tx, actor }, { claimId }) => viewClaim(tx, claimId, actor.role === "shopper"),
});

export const claimsOfOrderOperation = operation(claimsOfOrder, {
  by: { shopper: ownOrder, ...staff },
  async run({ tx, actor }, { orderId }) {
    const rows = await tx.db
      .selectFrom("claims")
      .selectAll()
      .where("order_id", "=", orderId)
      .orderBy("reported_at", "desc")
      .orderBy("id", "desc")
      .execute();
    return { items: await viewClaims(tx, rows, actor.role === "shopper") };
  },
});

const Place = z.object({ at: At, id: z.uuid() });

export const searchClaimsOperation = operation(searchClaims, {
  by: staff,
  async run({ tx }, { state, q, cursor, limit }) {
    const after = readCursor(Place, cursor);
    const isQueue = state === "reported";
    const beyond = after && sql`(${after.at}::timestamptz, ${after.id}::uuid)`;
    const conditions = [
      sql`true`,
      ...(state === undefined ? [] : [sql`c.state = ${state}`]),
      ...(q === undefined ? [] : [sql`(c.number = upper(${q}) or lower(o.key) like ${likeBeginning(q)})`]),
      ...(beyond === undefined
        ? []
        : [isQueue ? sql`(c.reported_at, c.id) > ${beyond}` : sql`(c.reported_at, c.id) < ${beyond}`]),
    ];
    const { rows } = await sql<Claim>`
      select c.* from claims c join orders o on o.id = c.order_id where ${sql.join(conditions, sql` and `)}
      order by ${isQueue ? sql`c.reported_at, c.id` : sql`c.reported_at desc, c.id desc`} limit ${limit + 1}`.execute(
      tx.db,
    );
    const page = pageOf(rows, limit, Place, ({ reported_at: at, id }) => ({ at, id }));
    return { items: await viewClaims(tx, page.rows), ...(page.next !== undefined && { next: page.next }) };
  },
});
