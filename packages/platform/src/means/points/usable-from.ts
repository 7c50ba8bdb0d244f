import { instantOn } from "../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { assumedDays, type OrderReturnTerms, readReturnTerms } from "../../judgement/return-policies/index.ts";
import { dayAfter } from "./periods.ts";
import type { Scheme } from "./scheme.schema.ts";

/** A purchase whose points wait for the end of its returns. */
interface Waiting {
  readonly orderId: string;
  readonly placedAt: Date;
  readonly now: Date;
  readonly timeZone: string;
  readonly scheme: Pick<Scheme, "pendingDays">;
}

const dayMs = 86_400_000;
/** How long goods that are announced as coming back are waited for before somebody looks again. */
const announcedDays = 7;
/** What is left of their life where points would lapse before the goods behind them can no longer be returned. */
const leastUseDays = 28;

/**
 * From when the points of an order's lines can be used: once the goods can no longer be returned by what the return policy in force grants this shopper, and the
 * law, without a fault being said; not before the scheme's own days are over. Nothing is waited for where the scheme waits for nothing.
 * @returns by line of the order; the same question on a later day may be answered with a later one
 */
export async function usableFrom(
  tx: DatabaseTx,
  { orderId, placedAt, now, timeZone, scheme }: Waiting,
): Promise<(line: number, expiresAt: Date | undefined) => Date> {
  if (scheme.pendingDays === 0) return () => placedAt;
  const terms = await readReturnTerms(tx, now, orderId);
  const earliest = dayAfter(placedAt, { days: scheme.pendingDays }, timeZone);
  return (number, expiresAt) => {
    const line = terms.order.lines.find((each) => each.line === number);
    const closed = line && closedFrom(terms, line, { placedAt, now, timeZone });
    const from = closed && closed > earliest ? closed : earliest;
    if (expiresAt === undefined) return from;
    // A window as long as the life of the points would have them lapse unused.
    const latest = new Date(expiresAt.getTime() - leastUseDays * dayMs);
    return from <= latest ? from : latest > earliest ? latest : earliest;
  };
}

type Line = OrderReturnTerms["order"]["lines"][number];

/** The start of the first day on which a line can no longer be announced, as far as anybody can say today. */
function closedFrom(
  { termsOf }: OrderReturnTerms,
  line: Line,
  { placedAt, now, timeZone }: Pick<Waiting, "placedAt" | "now" | "timeZone">,
): Date {
  const { until, grants } = termsOf(line, undefined);
  // While a parcel is on its way its window has not begun.
  const expected = placedAt.getTime() + assumedDays.policy * dayMs;
  const end = (from: number) => dayAfter(new Date(from), { days: grants.windowDays }, timeZone);
  const closed = until === undefined ? end(Math.max(expected, now.getTime())) : instantOn(until + 1, "00:00", timeZone);
  const announced = dayAfter(now, { days: announcedDays }, timeZone);
  return line.requested_quantity > 0 && closed < announced ? announced : closed;
}
