import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { PromiseCard } from "./promise-card.schema.ts";

/** The newest model as it stands, with its card; undefined while nothing has been learned. */
export async function readNewestModel({ db }: DatabaseTx) {
  const row = await db
    .selectFrom("promise_models")
    .select(["id", "made_at", "as_of", "card"])
    .orderBy("made_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && { id: row.id as Id<"mdl">, madeAt: row.made_at, asOf: row.as_of, card: PromiseCard.parse(row.card) };
}
