/** What happened on one day; `day` is an ISO date in the zone asked for. */
export interface Day<Entry> {
  readonly day: string;
  readonly entries: readonly Entry[];
}

/** Groups what is sorted by time into days, keeping the order. `at` is RFC 3339 text. */
export function groupByDay<Entry extends { readonly at: string }>(
  entries: readonly Entry[],
  timeZone: string,
): Day<Entry>[] {
  // Swedish writes dates as ISO 8601 does.
  const dayOf = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone });
  const days = Map.groupBy(entries, ({ at }) => dayOf.format(new Date(at)));
  return [...days].map(([day, ofDay]) => ({ day, entries: ofDay }));
}
