import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { illegalTransition, notFound } from "../../foundation/problems/index.ts";
import { getCollection, reportCollection, retryCollection, searchCollections } from "./collection.contract.ts";
import { collectionProcess } from "./collection.ts";
import type { Collection } from "./collection-tables.ts";
import { viewCollection, viewCollections } from "./collection-view.ts";
import { finishCollection } from "./end-collection.ts";
import { lockCollection } from "./lock-collection.ts";
import { recordMade } from "./record-made.ts";
import { stepLater } from "./steps.ts";

/** Of the order that the signed link is for. Any other answers as if it did not exist. */
const ofOwnOrder: Rule<{ readonly collectionId: string }> = {
  name: "of own order",
  async allows({ tx, actor }, { collectionId }) {
    const query = tx.db.selectFrom("collections").select("order_id").where("id", "=", collectionId);
    const orderId = (await query.executeTakeFirst())?.order_id;
    if (typeof orderId !== "string" || actor.scope["orderId"] !== orderId) throw notFound();
    return true;
  },
};

export const getCollectionOperation = operation(getCollection, {
  by: {
    shopper: ofOwnOrder,
    ...{ associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  },
  run: ({ tx }, { collectionId }) => viewCollection(tx, collectionId),
});

const Place = z.object({ at: At, id: z.uuid() });

export const searchCollectionsOperation = operation(searchCollections, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }, { state, stuck, cursor, limit }) {
    const after = readCursor(Place, cursor);
    const isStuck = sql`exists (select from collection_steps s where s.collection_id = c.id and s.state = 'unknown')`;
    const conditions: RawBuilder<unknown>[] = [
      sql`true`,
      ...(state === undefined ? [] : [sql`c.state = ${state}`]),
      ...(stuck === undefined ? [] : [stuck ? isStuck : sql`not ${isStuck}`]),
      ...(after ? [sql`(c.opened_at, c.id) < (${after.at}, ${after.id}::uuid)`] : []),
    ];
    const { rows } = await sql<Collection>`
      select c.* from collections c where ${sql.join(conditions, sql` and `)}
      order by c.opened_at desc, c.id desc limit ${limit + 1}`.execute(tx.db);
    const page = pageOf(rows, limit, Place, ({ opened_at: at, id }) => ({ at, id }));
    return { items: await viewCollections(tx, page.rows), ...(page.next !== undefined && { next: page.next }) };
  },
});

/** An associate takes money at a till of the own store, for whatever order, and hands back what lies in it. */
const atOwnTill: Rule<{ readonly collectionId: string; readonly storeId?: string | undefined }> = {
  name: "at a till of the own store",
  async allows({ tx, actor }, { collectionId, storeId }) {
    if (storeId === undefined || storeId !== actor.scope["storeId"]) return false;
    const query = tx.db.selectFrom("collections").select("store_id").where("id", "=", collectionId);
    const till = (await query.executeTakeFirst())?.store_id ?? null;
    return till === null || till === storeId;
  },
};

/** Whoever stands at a till can be paid there, whatever provider there is besides. */
export const reportCollectionOperation = operation(reportCollection, {
  by: { associate: atOwnTill, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, { collectionId, outcome, storeId, reference }) {
    if (storeId !== undefined) await requireStore(tx, storeId);
    const row = await lockCollection(tx, collectionId);
    if (outcome === "made") {
      const via = "till" as const;
      if (row.made_at !== null) throw wrong(row, "report as paid");
      await recordMade(tx, clock, row, { via, storeId, paymentReference: reference ?? "till", actor: actor.id });
      // Nobody pays on an open page what was paid at the till; should somebody have, it is heard of and goes to a person.
      if (row.session !== null) await stepLater(tx, row.id, "end", clock.real());
    } else {
      const isAsked = row.state === "returning" || row.state === "releasing";
      if (row.via !== "till" || !isAsked) throw wrong(row, "report as handed back");
      await finishCollection(tx, clock, row, { command: "finish", actor: actor.id });
    }
    return viewCollection(tx, collectionId);
  },
});

export const retryCollectionOperation = operation(retryCollection, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock }, { collectionId }) {
    await lockCollection(tx, collectionId);
    await tx.db
      .updateTable("collection_steps")
      .set({ state: "due", due_at: clock.real(), attempts: 0, lease_until: null, failure: null })
      .where("collection_id", "=", collectionId)
      .where("state", "=", "unknown")
      .execute();
    return viewCollection(tx, collectionId);
  },
});

/** @throws not-found (404) */
async function requireStore(tx: DatabaseTx, storeId: string): Promise<void> {
  const store = await tx.db.selectFrom("stores").select("id").where("id", "=", storeId).executeTakeFirst();
  if (!store) throw notFound({ field: "storeId" });
}

function wrong({ state }: Collection, command: string) {
  const allowed = Object.keys(collectionProcess.transitions[state]).join(", ") || "–";
  return illegalTransition({ process: collectionProcess.name, state, command, allowed });
}
