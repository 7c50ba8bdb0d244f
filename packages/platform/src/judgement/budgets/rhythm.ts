import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { elapsedAt, type PeriodBounds } from "./budget-period.ts";

/** Decisions in each hour of a week, as weights; the first is the one that held the first instant of 1970. */
export type Rhythm = readonly number[];

const hourMs = 3_600_000;
const hours = 168;
/** Two of each hour, so that one odd day does not make the rhythm. */
const daysSeen = 14;
/** Fewer decisions than this say more about chance than about hours. */
const fewest = 500;
/** Decisions that each hour is believed to have had beside those that were counted: no hour is thought of as dead. */
const believed = 1;

/**
 * How a program's latest decisions were spread over the hours of the week. Hours are those of Universal Time: when the clocks change, the
 * rhythm is an hour late for two weeks, which moves a plan by less than its noise.
 * @returns null where too few were made
 */
export async function readRhythm({ db }: DatabaseTx, program: string, before: Date): Promise<Rhythm | null> {
  const since = new Date(before.getTime() - daysSeen * 24 * hourMs);
  const { rows } = await sql<{ hour: number; decisions: number }>`
    select (floor(extract(epoch from decided_at) / 3600)::bigint % ${hours})::int as hour, count(*)::int as decisions
    from decisions
    where program = ${program} and decided_at >= ${since} and decided_at < ${before} and not retrospective
    group by 1`.execute(db);
  if (rows.reduce((sum, { decisions }) => sum + decisions, 0) < fewest) return null;
  const counted = new Map(rows.map(({ hour, decisions }) => [hour, decisions]));
  return Array.from({ length: hours }, (_, hour) => believed + (counted.get(hour) ?? 0));
}

/** Share of a period's decisions that usually lie before an instant, 0 to 1; without a rhythm the share of its time. */
export function shareBehind(at: Date, bounds: PeriodBounds, rhythm: Rhythm | null): number {
  if (!rhythm) return elapsedAt(at, bounds);
  const [start, end] = [bounds.startsAt.getTime(), bounds.endsAt.getTime()];
  const from = weightBefore(start, rhythm);
  const share = (weightBefore(at.getTime(), rhythm) - from) / (weightBefore(end, rhythm) - from);
  return Math.min(1, Math.max(0, share));
}

/** Weight of all hours from the first instant of 1970 to another. */
function weightBefore(instant: number, rhythm: Rhythm): number {
  const passed = instant / hourMs;
  const weeks = Math.floor(passed / hours);
  const hour = Math.floor(passed - weeks * hours);
  let [whole, before] = [0, 0];
  for (const [i, weight] of rhythm.entries()) {
    whole += weight;
    if (i < hour) before += weight;
  }
  return weeks * whole + before + (rhythm[hour] ?? 0) * (passed - Math.floor(passed));
}
