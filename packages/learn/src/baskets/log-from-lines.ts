import { LearnError, requireFinite, requireLength, requireSome } from "../errors/index.ts";
import { type BasketLog, basketLog } from "./basket-log.ts";

/** A log with the names that its numbers stand for. */
export interface NamedLog {
  readonly log: BasketLog;
  /** `shopperNames[s]` is the name of shopper `s`. */
  readonly shopperNames: readonly string[];
  readonly itemNames: readonly string[];
}

/**
 * Groups order lines into baskets: what one shopper bought on one day (the whole part of `days`) is one basket. The order of
 * the lines does not matter; shoppers and items are numbered by their names' order, so that it cannot.
 * @param shoppers name of the shopper of each line.  @param items name of its item.  @param days its day, any origin
 * @param catalogue names that have a number even if no line holds them, e.g. items sold only later
 * @throws LearnError naming the argument: empty, lengths differ, a day that is not finite, an empty name
 */
export function basketLogFromLines(
  shoppers: readonly string[],
  items: readonly string[],
  days: ArrayLike<number>,
  catalogue: Iterable<string> = [],
): NamedLog {
  requireSome("shoppers", shoppers);
  requireLength("items", items, shoppers.length, "shoppers");
  requireLength("days", days, shoppers.length, "shoppers");
  requireFinite("days", days);
  const shopperNames = sorted("shoppers", shoppers);
  const itemNames = sorted("items", [...items, ...catalogue]);
  const shopperOf = numbered(shopperNames);
  const itemOf = numbered(itemNames);

  const baskets: Map<number, number[]>[] = shopperNames.map(() => new Map());
  for (let line = 0; line < shoppers.length; line++) {
    const own = baskets[shopperOf.get(shoppers[line]!)!]!;
    const day = Math.floor(days[line]!);
    const item = itemOf.get(items[line]!)!;
    const basket = own.get(day);
    if (basket) basket.push(item);
    else own.set(day, [item]);
  }
  const dated = baskets.map((own) => [...own].sort(([a], [b]) => a - b));
  const log = basketLog(
    // The order of lines within a day carries no meaning: sorted, so that permuting the rows changes nothing.
    dated.map((own) => own.map(([, basket]) => basket.sort((a, b) => a - b))),
    itemNames.length,
    dated.map((own) => own.map(([day]) => day)),
  );
  return { log, shopperNames, itemNames };
}

function sorted(argument: string, names: readonly string[]): string[] {
  const distinct = [...new Set(names)].sort();
  if (distinct[0] === "") throw new LearnError(argument, "holds an empty name; leave such lines out");
  return distinct;
}

function numbered(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, number) => [name, number]));
}
