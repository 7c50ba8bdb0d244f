import type { PickedLine } from "../views.ts";

/** What was picked, as the picking form sends it. */
export function pickQuery(picked: readonly PickedLine[]): string {
  const query = new URLSearchParams();
  for (const { line, quantity, reason } of picked) {
    query.append("line", String(line));
    query.append(`quantity-${line}`, String(quantity));
    query.append(`reason-${line}`, reason);
  }
  return String(query);
}
