/** The calendar day that an instant lies in, in a time zone, as ISO text. */
export function dayOf(at: string, timeZone: string): string {
  // Sweden writes days as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date(at));
}
