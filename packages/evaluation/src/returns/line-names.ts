import { counted } from "./codes.ts";
import type { OrderLines } from "./order-lines.ts";

/** Names and amounts beyond which no pairs are made, so that a file of many columns stays affordable. */
const mostNames = 5;
const mostAmounts = 3;

/** Share of the shoppers with several lines in whose lines a name must vary to be one of the line. */
const varying = 0.1;

/** Names of the line rather than of the shopper: those that vary within shoppers; of many those with the most levels. */
export function lineNames(lines: OrderLines): string[] {
  const counts = counted(lines.shopper);
  const several = new Set(lines.shopper.filter((_, i) => counts[i]! > 1)).size;
  const found = Object.keys(lines.names).filter((name) => {
    const first = new Map<string, string>();
    const varied = new Set<string>();
    for (const [i, cell] of lines.names[name]!.entries()) {
      const shopper = lines.shopper[i]!;
      const known = first.get(shopper);
      if (known === undefined) first.set(shopper, cell);
      else if (known !== cell) varied.add(shopper);
    }
    return varied.size > varying * several;
  });
  const levels = new Map(found.map((name) => [name, new Set(lines.names[name]).size]));
  const kept = new Set([...found].sort((a, b) => levels.get(b)! - levels.get(a)!).slice(0, mostNames));
  return found.filter((name) => kept.has(name));
}

/** The amounts that are looked at closely: prices first, then as they stand. */
export function lineAmounts(lines: OrderLines): string[] {
  const isPrice = (name: string) => Number(/price|preis|prijs|amount|value|revenue/i.test(name));
  return Object.keys(lines.amounts)
    .sort((a, b) => isPrice(b) - isPrice(a))
    .slice(0, mostAmounts);
}
