import { sql } from "kysely";
import { z } from "zod";
import { At } from "../../foundation/contracts/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { StoredEvent } from "../../foundation/events/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { pageOf, readCursor } from "../../foundation/paging/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { familyOf } from "../persons/index.ts";
import { getTimeline as contract } from "./shopper.contract.ts";
import { timelineEntry } from "./timeline-entry.ts";

/** Told by what follows from it: each scan of a parcel would stand beside the change that it made. */
const passedOver: readonly string[] = ["parcel.scanned"];

const Place = z.object({ at: At, seq: z.string().regex(/^\d{1,18}$/) });

interface TimelinePage {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The events of a person, an account's guests included, latest first. @throws not-found, bad-input for a cursor */
export async function readTimeline(
  tx: DatabaseTx,
  shopperId: string,
  { cursor, limit }: TimelinePage,
): Promise<z.output<typeof contract.output>> {
  const family = await familyOf(tx, shopperId);
  if (family.length === 0) throw notFound();
  const from = readCursor(Place, cursor);
  const { rows } = await sql<StoredEvent>`
    select seq, id, type, subject, at, recorded_at as "recordedAt", actor, data from events
    where subject = any(${family}::uuid[]) and type <> all(${passedOver}::text[])
      ${from ? sql`and (at, seq) < (${from.at}, ${from.seq}::bigint)` : sql``}
    order by at desc, seq desc limit ${limit + 1}`.execute(tx.db);
  const page = pageOf(rows, limit, Place, ({ at, seq }) => ({ at, seq: seq.toString() }));
  return { items: page.rows.map(timelineEntry), next: page.next };
}

export const getTimeline = operation(contract, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  run: ({ tx }, { shopperId, ...page }) => readTimeline(tx, shopperId, page),
});
