import { sql } from "kysely";
import { readRetailer } from "../../../facts/retailer/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../../foundation/events/index.ts";
import { currentWayTables } from "../../../judgement/promises/in-flight/index.ts";
import { assessCourse } from "./assess-course.ts";
import { followUp } from "./follow-up.ts";
import { readCourses } from "./read-courses.ts";
import { readSettings } from "./settings.ts";
import { writeFollowUps } from "./write-follow-ups.ts";

const batchSize = 200;

/**
 * Looks at a batch of orders on their way whose hour has come, in business time, and answers how many there were. However long nobody has
 * looked, one look makes up for it. Several processes may call it at once: each order is looked at by one of them.
 */
export function assessOrders({ work, clock }: { readonly work: UnitOfWork; readonly clock: Clock }): Promise<number> {
  return work.run("delivery", async (tx) => {
    const now = clock.now();
    const { rows: due } = await sql<{ orderId: string }>`
      select order_id as "orderId" from delivery_watches where assess_at <= ${now}
      order by assess_at limit ${batchSize} for update skip locked`.execute(tx.db);
    if (due.length === 0) return 0;
    const { timeZone } = await readRetailer(tx);
    const settings = await readSettings(tx);
    const tables = await currentWayTables(tx);
    const orders = await readCourses(
      tx,
      due.map(({ orderId }) => orderId),
      { now, timeZone },
    );
    const findings = orders.map((watched) => {
      const assessment = assessCourse(watched.course, settings, tables);
      const underWay = assessment.state === "under-way" ? assessment : undefined;
      return { watched, underWay, followUp: followUp(assessment, watched.standing, settings, now) };
    });
    await writeFollowUps(tx, findings, now);
    return due.length;
  });
}
