const dayMs = 86_400_000;

/** Days from 1970-01-01 to a calendar day such as 2026-03-01. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs;
}
