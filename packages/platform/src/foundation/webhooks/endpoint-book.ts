import type { Clock } from "../clock/index.ts";
import type { Database } from "../database/index.ts";

/** What has to be known of an endpoint to take what is sent to it. */
export interface OpenEndpoint {
  readonly id: string;
  readonly sender: string;
  readonly source: string;
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly previousUntil: Date | null;
}

/** How long a change made in another process may go unnoticed. */
const freshMs = 5_000;
/** An endpoint that is not in the book may have been made just now; guessing them must not cost a query each. */
const lookAgainMs = 1_000;
/** A wrong secret shows soon, and whoever sends a flood of bad requests makes one write of it. */
const countMs = 60_000;

/** The endpoints in use, in memory: asking the database for each request would cost as much as storing it. */
export interface EndpointBook {
  find(id: string): Promise<OpenEndpoint | undefined>;
  /** Counts a request that was refused. The first is written down at once, the others by the minute and when closing. */
  refuse(id: string): Promise<void>;
  close(): Promise<void>;
}

export function endpointBook(database: Database, clock: Clock): EndpointBook {
  let pages: Promise<ReadonlyMap<string, OpenEndpoint>> = Promise.resolve(new Map());
  let readAt = Number.NEGATIVE_INFINITY;
  const refused = new Map<string, number>();
  let countedAt = Number.NEGATIVE_INFINITY;

  const read = (olderThanMs: number) => {
    const now = clock.real().getTime();
    if (Math.abs(now - readAt) < olderThanMs) return pages;
    readAt = now;
    pages = readEndpoints(database);
    pages.catch(() => {
      readAt = Number.NEGATIVE_INFINITY;
    });
    return pages;
  };
  const writeCounts = async () => {
    const counts = [...refused];
    refused.clear();
    for (const [id, count] of counts)
      await database.kysely
        .updateTable("webhook_endpoints")
        .set((row) => ({ refused: row("refused", "+", BigInt(count)) }))
        .where("id", "=", id)
        .execute();
  };
  return {
    find: async (id) => (await read(freshMs)).get(id) ?? (await read(lookAgainMs)).get(id),
    async refuse(id) {
      refused.set(id, (refused.get(id) ?? 0) + 1);
      const now = clock.real().getTime();
      if (now - countedAt < countMs) return;
      countedAt = now;
      await writeCounts();
    },
    close: writeCounts,
  };
}

async function readEndpoints(database: Database): Promise<ReadonlyMap<string, OpenEndpoint>> {
  const rows = await database.kysely
    .selectFrom("webhook_endpoints")
    .select([
      "id",
      "sender",
      "source",
      "secret",
      "previous_secret as previousSecret",
      "previous_until as previousUntil",
    ])
    .where("disabled_at", "is", null)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
