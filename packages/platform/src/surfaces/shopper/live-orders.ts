import { PassThrough, type Readable } from "node:stream";
import { familyOf } from "../../facts/persons/index.ts";
import { type Database, listed, statement } from "../../foundation/database/index.ts";

/** How often is asked for news, and how often a silent connection says that it is alive, so that no proxy ends it. */
const ASK_MS = 2_000;
const PING_MS = 25_000;
/** After this the browser asks anew, with the cookie that it has by then. */
const LONGEST_MS = 15 * 60_000;
/** What one process holds open in all, and for one shopper: a page is as useful without. */
const MOST = 2_000;
const MOST_OF_ONE = 8;

/** Keeps the pages of orders that are open in browsers told. */
export interface LiveOrders {
  /** How far the news of a shopper have come; a page that was read after this shows all until here. */
  newest(shopperId: string): Promise<string>;
  /**
   * A stream of server-sent events: `changed` for whatever happens after `seen`, its id being how far the news have come then. Undefined where
   * no more pages are followed.
   */
  follow(shopperId: string, seen: string | undefined): Promise<Readable | undefined>;
  /** Ends all streams. */
  close(): void;
}

interface Follower {
  readonly shopperId: string;
  readonly family: readonly string[];
  readonly stream: PassThrough;
  readonly timers: readonly NodeJS.Timeout[];
  /** How far it was told. */
  seen: string;
}

interface Newest {
  readonly subject: string;
  readonly seq: bigint;
}

/**
 * One question for all open pages of this process, as long as there are any. Not LISTEN: a notification takes a lock at commit that all who
 * commit share, and every fact of every shopper would pay for the few who look.
 */
const newestOf = statement<[readonly string[]], Newest>(
  "live-orders.newest",
  `select subject::text as subject, max(seq) as seq from events where subject = any(${listed("$1")}) group by subject`,
);

/**
 * @param onError told of a question that failed; it is asked again, and the pages stay as they are until then
 * @param askMs how often is asked for news
 */
export function liveOrders(database: Database, onError: (error: unknown) => void, askMs = ASK_MS): LiveOrders {
  const followers = new Set<Follower>();
  let asking: NodeJS.Timeout | undefined;

  async function newestOfEach(families: readonly (readonly string[])[]): Promise<string[]> {
    const found = await newestOf({ client: database.pool }, [...new Set(families.flat())]);
    const seqs = new Map(found.map(({ subject, seq }) => [subject, seq]));
    return families.map((family) => String(family.reduce((newest, id) => later(newest, seqs.get(id) ?? 0n), 0n)));
  }

  async function ask(): Promise<void> {
    const all = [...followers];
    const newest = await newestOfEach(all.map(({ family }) => family));
    for (const [index, follower] of all.entries()) tell(follower, newest[index]!);
  }

  function tell(follower: Follower, newest: string): void {
    if (follower.seen === newest || !followers.has(follower)) return;
    follower.seen = newest;
    follower.stream.write(`event: changed\nid: ${newest}\ndata:\n\n`);
  }

  function askSoon(): void {
    asking ??= setTimeout(async () => {
      await ask().catch(onError);
      asking = undefined;
      if (followers.size > 0) askSoon();
    }, askMs);
    asking.unref();
  }

  function end(follower: Follower): void {
    for (const timer of follower.timers) clearTimeout(timer);
    followers.delete(follower);
    follower.stream.end();
  }

  const familyOfOne = (shopperId: string) => database.transaction((tx) => familyOf(tx, shopperId));

  return {
    async newest(shopperId) {
      const [newest] = await newestOfEach([await familyOfOne(shopperId)]);
      return newest!;
    },
    async follow(shopperId, seen) {
      const family = await familyOfOne(shopperId);
      const [newest] = await newestOfEach([family]);
      const ofOne = [...followers].filter((one) => one.shopperId === shopperId).length;
      if (followers.size >= MOST || ofOne >= MOST_OF_ONE) return undefined;
      const stream = new PassThrough();
      const timers = [
        setInterval(() => stream.write(":\n\n"), PING_MS).unref(),
        setTimeout(() => end(follower), LONGEST_MS).unref(),
      ];
      const follower: Follower = { shopperId, family, stream, timers, seen: seen ?? newest! };
      followers.add(follower);
      stream.once("close", () => end(follower));
      stream.write("retry: 5000\n\n");
      tell(follower, newest!);
      askSoon();
      return stream;
    },
    close() {
      for (const follower of followers) end(follower);
      clearTimeout(asking);
    },
  };
}

function later(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
