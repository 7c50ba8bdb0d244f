import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { ProgramDocument } from "../programs/index.ts";
import { searchDecisions as contract } from "./decision-log.contract.ts";
import { describeLogged } from "./describe-logged.ts";
import { findReference, ofShopper } from "./find-reference.ts";
import { countPlaces, findPlaces, LogPlace } from "./logged-places.ts";

const ownStore: Rule = { name: "decisions of own store", allows: ({ actor }) => actor.scope["storeId"] !== undefined };

export const searchDecisions = operation(contract, {
  by: { associate: ownStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, actor }, { q, storeId, shopperId, cursor, limit, ...exact }) {
    const ownOnly = actor.role === "associate" ? actor.scope["storeId"] : undefined;
    const wanted = {
      ...exact,
      stores: [storeId, ownOnly].filter((store) => store !== undefined),
      among: [
        ...(q ? [await findReference(tx, q)] : []),
        ...(shopperId === undefined ? [] : [await ofShopper(tx, shopperId)]),
      ],
    };
    const after = readCursor(LogPlace, cursor);
    const places = await findPlaces(tx, wanted, { after, limit: limit + 1 });
    const { rows, next } = pageOf(places, limit, LogPlace, (place) => place);
    return {
      items: await describeLogged(tx, rows),
      ...(next !== undefined && { next }),
      ...(after === undefined && { total: await countPlaces(tx, wanted), actions: await knownActions(tx) }),
    };
  },
});

/**
 * What a decision can have chosen, as the latest version that names it describes it. Read from the programs: to ask the log for every
 * action it holds would take the longer the longer it is.
 */
async function knownActions(tx: DatabaseTx) {
  const { rows } = await sql<{ document: unknown }>`
    select document from program_versions order by published_at desc, program, version desc`.execute(tx.db);
  const known = new Map<
    string,
    { id: string; terms?: ProgramDocument["actions"][number]["terms"]; currency?: string }
  >();
  known.set("none", { id: "none" });
  for (const { document } of rows) {
    const { actions, currency } = ProgramDocument.parse(document);
    for (const { id, terms } of actions)
      if (!known.has(id)) known.set(id, { id, terms, ...(currency !== undefined && { currency }) });
  }
  return [...known.values()];
}
