import { sql } from "kysely";
import { readRetailer } from "../../../facts/retailer/index.ts";
import { attemptOnce } from "../../../foundation/attempts/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx, UnitOfWork } from "../../../foundation/events/index.ts";
import { currentWayTables } from "../../../judgement/promises/in-flight/index.ts";
import { assessCourse } from "./assess-course.ts";
import { followUp } from "./follow-up.ts";
import { readCourses } from "./read-courses.ts";
import { readSettings } from "./settings.ts";
import { writeFollowUps } from "./write-follow-ups.ts";

const batchSize = 200;

/** One that could not be looked at is left alone for so long: it must not stand before the others each time. */
const leftAloneMs = 3_600_000;

export interface Watching {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  /** Hears why a single order could not be looked at. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Looks at a batch of orders on their way whose hour has come, in business time, and answers how many there were. However long nobody has
 * looked, one look makes up for it. Several processes may call it at once: each order is looked at by one of them. One that fails holds up
 * nobody: the batch is undone, and each is looked at for itself.
 */
export function assessOrders({ work, clock, onError }: Watching): Promise<number> {
  return work.run("delivery", async (tx) => {
    const now = clock.now();
    const { rows: due } = await sql<{ orderId: string }>`
      select order_id as "orderId" from delivery_watches where assess_at <= ${now}
      order by assess_at limit ${batchSize} for update skip locked`.execute(tx.db);
    if (due.length === 0) return 0;
    const ids = due.map(({ orderId }) => orderId);
    const together = await attemptOnce(tx, 0, now, () => assess(tx, ids, now));
    if (together.outcome === "done") return due.length;
    for (const id of ids) {
      const alone = await attemptOnce(tx, 0, now, () => assess(tx, [id], now));
      if (alone.outcome === "done") continue;
      onError?.(new Error(`the order ${id} could not be looked at: ${alone.error}`));
      await tx.db
        .updateTable("delivery_watches")
        .set({ assess_at: new Date(now.getTime() + leftAloneMs) })
        .where("order_id", "=", id)
        .execute();
    }
    return due.length;
  });
}

async function assess(tx: Tx, orderIds: readonly string[], now: Date): Promise<void> {
  const { timeZone } = await readRetailer(tx);
  const settings = await readSettings(tx);
  const tables = await currentWayTables(tx);
  const orders = await readCourses(tx, orderIds, { now, timeZone });
  const findings = orders.map((watched) => {
    const assessment = assessCourse(watched.course, settings, tables);
    const underWay = assessment.state === "under-way" ? assessment : undefined;
    return { watched, underWay, followUp: followUp(assessment, watched.standing, settings, now) };
  });
  await writeFollowUps(tx, findings, now);
}
