import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";
import type { RetailerOrigin } from "./retailer-table.ts";

export interface RetailerSettings {
  readonly origin: RetailerOrigin;
  /** Absent until the shop has given its name. */
  readonly name?: string;
  /** ISO 4217: the currency of overall figures. */
  readonly currency: string;
  /** 0..1, as decimal text: the share of revenue taken for margin while no cost is known. */
  readonly assumedMarginRate: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Business time minus real time, in milliseconds; where time runs at another speed than real time, what it was when that was chosen. */
  readonly clockOffsetMs: number;
}

/** The database holds the sample retailer, and real history must not be mixed into it. */
const sampleRetailerPresent = problemKind("sample-retailer-present", 409);

export async function readRetailer({ db }: Pick<DatabaseTx, "db">): Promise<RetailerSettings> {
  const row = await db.selectFrom("retailer_settings").selectAll().executeTakeFirstOrThrow();
  return {
    origin: row.origin,
    ...(row.name !== null && { name: row.name }),
    currency: row.currency,
    assumedMarginRate: row.assumed_margin_rate,
    timeZone: row.time_zone,
    clockOffsetMs: Number(row.clock_offset_ms),
  };
}

/** Changes what is given and leaves the rest. */
export async function updateRetailer({ db }: Pick<DatabaseTx, "db">, change: Partial<RetailerSettings>): Promise<void> {
  const values = {
    ...(change.origin !== undefined && { origin: change.origin }),
    ...(change.name !== undefined && { name: change.name }),
    ...(change.currency !== undefined && { currency: change.currency }),
    ...(change.assumedMarginRate !== undefined && { assumed_margin_rate: change.assumedMarginRate }),
    ...(change.timeZone !== undefined && { time_zone: change.timeZone }),
    ...(change.clockOffsetMs !== undefined && { clock_offset_ms: BigInt(change.clockOffsetMs) }),
  };
  if (Object.keys(values).length > 0) await db.updateTable("retailer_settings").set(values).execute();
}

/** @throws sampleRetailerPresent when the database holds the sample retailer */
export async function refuseSampleRetailer(tx: Pick<DatabaseTx, "db">): Promise<void> {
  if ((await readRetailer(tx)).origin === "sample") throw sampleRetailerPresent();
}

const A_DAY = 24 * 60 * 60 * 1000;

/**
 * Takes an empty database for an imported history: from here on it holds that shop, in its currency and time zone, and
 * business time goes on from the history's end. A database that already holds an import stays as it is.
 * @throws sampleRetailerPresent when the database holds the sample retailer
 */
export async function beginImport(
  tx: Pick<DatabaseTx, "db">,
  clock: Clock,
  { lastAt, ...shop }: { currency: string; timeZone: string; lastAt: Date },
): Promise<void> {
  await refuseSampleRetailer(tx);
  const { origin } = await readRetailer(tx);
  if (origin === "empty")
    await updateRetailer(tx, { ...shop, origin: "import", clockOffsetMs: offsetFrom(clock, lastAt) });
}

/**
 * Notes that a file of the shop is in. Business time goes on from its end where that is later; it is never set back,
 * because what was recorded since must stay past.
 */
export async function finishImport(tx: Pick<DatabaseTx, "db">, clock: Clock, lastAt: Date): Promise<void> {
  const { clockOffsetMs } = await readRetailer(tx);
  await updateRetailer(tx, { origin: "import", clockOffsetMs: Math.max(clockOffsetMs, offsetFrom(clock, lastAt)) });
}

/** A history that reaches up to the last day belongs to a shop that is open, whose clock is the real one. */
function offsetFrom(clock: Clock, lastAt: Date): number {
  const behind = clock.real().getTime() - lastAt.getTime();
  return behind > A_DAY ? -behind : 0;
}
