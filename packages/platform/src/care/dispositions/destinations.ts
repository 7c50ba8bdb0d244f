import { sql } from "kysely";
import { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput, notFound } from "../../foundation/problems/index.ts";
import { createDestination, listDestinations, saveDestination } from "./destination.contract.ts";
import { Acceptance, Catchment, dispositionMeanings } from "./disposition.schema.ts";
import { changedMeanwhile } from "./disposition-problems.ts";
import type { DestinationTable } from "./item-tables.ts";

const Catchments = z.array(Catchment);
export type Destination = z.output<typeof saveDestination.output>;

/** All of them, by name. A retailer has dozens, not thousands. */
export async function readDestinations(tx: DatabaseTx): Promise<Destination[]> {
  const rows = await tx.db.selectFrom("destinations").selectAll().orderBy("title").orderBy("id").execute();
  return rows.map(destinationOf);
}

/** @throws not-found (404) naming the field */
export async function readDestination(tx: DatabaseTx, destinationId: string): Promise<Destination> {
  const row = await tx.db.selectFrom("destinations").selectAll().where("id", "=", destinationId).executeTakeFirst();
  if (!row) throw notFound({ field: "destinationId" });
  return destinationOf(row);
}

function destinationOf(row: DestinationTable): Destination {
  const { id, title, kind, active, whereabouts, from_shoppers, comes, fee, pays, revision } = row;
  return {
    ...{ destinationId: id as Id<"dst">, title, kind, active, fromShoppers: from_shoppers, comes, fee, pays, revision },
    ...(whereabouts !== null && { whereabouts }),
    catchment: Catchments.parse(row.catchment),
    acceptance: Acceptance.parse(row.acceptance),
  };
}

interface TakenRow {
  id: string;
  waiting: number;
  units: number;
  weight: number;
  last_at: Date | null;
}

export const listDestinationsOperation = operation(listDestinations, {
  by: { associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }) {
    const { rows } = await sql<TakenRow>`
      select destination_id as id, coalesce(sum(quantity) filter (where state in ('disposed', 'refurbishing')), 0)::int as waiting,
        coalesce(sum(quantity) filter (where state = 'handed-over'), 0)::int as units,
        coalesce(sum(quantity * weight_grams) filter (where state = 'handed-over'), 0)::float8 as weight,
        max(handed_over_at) as last_at
      from items where destination_id is not null group by destination_id`.execute(tx.db);
    const taken = new Map(rows.map((row) => [row.id, row]));
    return {
      items: (await readDestinations(tx)).map((destination) => {
        const { waiting = 0, units = 0, weight = 0, last_at = null } = taken.get(destination.destinationId) ?? {};
        const lastAt = last_at === null ? {} : { lastAt: last_at };
        return { ...destination, waiting, taken: { units, weightGrams: weight, ...lastAt } };
      }),
    };
  },
});

export const createDestinationOperation = operation(createDestination, {
  by: { manager: anything, admin: anything },
  async run({ tx }, given) {
    const row = { id: newId<"dst">(), ...rowOf(given), revision: 1 };
    return destinationOf(await tx.db.insertInto("destinations").values(row).returningAll().executeTakeFirstOrThrow());
  },
});

export const saveDestinationOperation = operation(saveDestination, {
  by: { manager: anything, admin: anything },
  async run({ tx }, { destinationId, revision, ...given }) {
    await readDestination(tx, destinationId);
    const saved = await tx.db
      .updateTable("destinations")
      .set({ ...rowOf(given), revision: revision + 1 })
      .where("id", "=", destinationId)
      .where("revision", "=", revision)
      .where("kind", "=", given.kind)
      .returningAll()
      .executeTakeFirst();
    if (!saved) throw changedMeanwhile({ field: "revision" });
    return destinationOf(saved);
  },
});

/** @throws bad-input naming a disposition that nobody of the kind takes goods by */
function rowOf(given: z.output<typeof createDestination.input>) {
  const { title, kind, active, whereabouts = null, fromShoppers, comes, fee, pays, acceptance } = given;
  const odd = acceptance.dispositions.findIndex((each) => dispositionMeanings[each].takenBy !== kind);
  if (odd >= 0) throw misfit(`acceptance/dispositions/${odd}`, acceptance.dispositions[odd]!, kind);
  return {
    ...{ title, kind, active, whereabouts, from_shoppers: fromShoppers, comes, fee, pays },
    ...{ catchment: JSON.stringify(given.catchment), acceptance: JSON.stringify(acceptance) },
  };
}

function misfit(field: string, disposition: string, kind: string) {
  const reason = `a ${kind} does not take goods as “${disposition}”`;
  return badInput({ field, reason }, { fields: [{ field, message: reason }] });
}
