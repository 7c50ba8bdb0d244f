import { type Clock, extended, type Pace, withSpeed } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";

const columns = ["clock_offset_ms", "clock_anchor", "clock_speed_before", "clock_speed", "clock_until"] as const;

/** How business time runs, the same for every process on this database. */
export async function readPace({ db }: Pick<DatabaseTx, "db">): Promise<Pace> {
  return paceOf(await db.selectFrom("retailer_settings").select(columns).executeTakeFirstOrThrow());
}

/** Lets business time run at another speed from soon on. */
export async function changeSpeed(tx: Pick<DatabaseTx, "db">, clock: Clock, speed: number): Promise<void> {
  await changePace(tx, (pace) => withSpeed(pace, clock.real().getTime(), speed));
}

/** Keeps the speed for some seconds more; for whoever lives in fast time, as long as they keep up with it. */
export async function keepSpeed(tx: Pick<DatabaseTx, "db">, clock: Clock): Promise<void> {
  await changePace(tx, (pace) => (pace.speed === 1 ? pace : extended(pace, clock.real().getTime())));
}

async function changePace({ db }: Pick<DatabaseTx, "db">, change: (pace: Pace) => Pace): Promise<void> {
  const row = await db.selectFrom("retailer_settings").select(columns).forUpdate().executeTakeFirstOrThrow();
  const pace = paceOf(row);
  const changed = change(pace);
  if (changed === pace) return;
  await db
    .updateTable("retailer_settings")
    .set({
      clock_offset_ms: BigInt(changed.offset),
      clock_anchor: new Date(changed.anchor),
      clock_speed_before: changed.speedBefore,
      clock_speed: changed.speed,
      clock_until: new Date(changed.until),
    })
    .execute();
}

interface Row {
  readonly clock_offset_ms: bigint;
  readonly clock_anchor: Date;
  readonly clock_speed_before: number;
  readonly clock_speed: number;
  readonly clock_until: Date;
}

function paceOf(row: Row): Pace {
  return {
    offset: Number(row.clock_offset_ms),
    anchor: row.clock_anchor.getTime(),
    speedBefore: row.clock_speed_before,
    speed: row.clock_speed,
    until: row.clock_until.getTime(),
  };
}
