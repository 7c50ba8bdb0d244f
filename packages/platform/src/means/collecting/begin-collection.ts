import type { Clock } from "../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import { collectionProcess } from "./collection.ts";
import type { Collection } from "./collection-tables.ts";
import type { Collector } from "./collector.ts";
import { lockCollection } from "./lock-collection.ts";
import { recordMade } from "./record-made.ts";
import { stepLater } from "./steps.ts";

interface Beginning {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly collector: Collector;
  readonly answerWithinMs?: number;
}

interface Asked {
  readonly collectionId: string;
  /** What it is for, in the shopper's language. */
  readonly title: string;
  readonly backTo: string;
}

/** Providers tell us that somebody paid; should that be lost, they are asked. */
const lookAfterMs = 5 * 60_000;
const actor = "collecting";

/**
 * Opens the provider's page for a shopper who wants to pay, or finds the one that is open: two tabs are one page, lest both are paid. The provider is
 * asked outside of any transaction; whoever dies here leaves a page that the next try finds by its key.
 * @returns where the shopper pays; undefined where that is no page of the provider's, or where nothing is to be paid any more
 */
export async function beginCollection(
  { work, clock, collector, answerWithinMs = 15_000 }: Beginning,
  { collectionId, title, backTo }: Asked,
): Promise<string | undefined> {
  const signal = AbortSignal.timeout(answerWithinMs);
  const row = await work.run(actor, (tx) => lockCollection(tx, collectionId));
  if (row.state !== collectionProcess.initial) return undefined;
  if (row.session !== null) {
    const seen = await collector.look({ session: row.session, signal });
    if (seen.status === "open") return seen.url;
    if (seen.status === "made") {
      const { paymentReference, lapsesAt } = seen;
      await work.run(actor, async (tx) =>
        recordMade(tx, clock, await lockCollection(tx, collectionId), {
          via: collector.name,
          paymentReference,
          lapsesAt,
          actor,
        }),
      );
      return undefined;
    }
  }
  const number = row.sessions + 1;
  const { kind, amount, currency } = row;
  const wanted = { key: `${row.id}/${number}`, collectionId, kind, amount, currency, title, backTo, signal };
  const page = await collector.begin(wanted);
  if (!page) return undefined;
  const isWanted = await keepSession({ work, clock }, row, number, page.session);
  if (isWanted) return page.url;
  await collector.end({ session: page.session, signal });
  return undefined;
}

/** @returns false where nobody waits for the money any more, or another page was opened meanwhile */
async function keepSession(
  { work, clock }: Pick<Beginning, "work" | "clock">,
  { id }: Collection,
  number: number,
  session: string,
): Promise<boolean> {
  return work.run(actor, async (tx) => {
    const row = await lockCollection(tx, id);
    if (row.session === session) return row.state === "open";
    if (row.state !== "open" || row.sessions >= number) return false;
    await tx.db.updateTable("collections").set({ session, sessions: number }).where("id", "=", id).execute();
    await stepLater(tx, id, "look", new Date(clock.real().getTime() + lookAfterMs));
    return true;
  });
}
