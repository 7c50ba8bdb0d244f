import { type BasketLog, basketLog, basketLogFromLines } from "@aftercare/learn";
import type { OrderLines } from "./order-lines.ts";
import { type BasketTask, requireQuestions } from "./task.ts";

/** Share of the days of a file that are known where no cut is given. */
const knownDays = 0.8;

/**
 * Cuts order lines at a time: what was bought before is known; asked is each shopper's first day from then on, for those with two days or more
 * before; and from the first line of each later order of three items or more, its other lines.
 * @param cut days since 1970; where not given, the first day of the second file if that begins after the first one ends, else at 80 % of the days
 * @param firstAsked the line of the file from which on lines are those of a second file: then its shoppers and orders alone are asked about
 */
export function linesTask(lines: OrderLines, cut?: number, firstAsked?: number): BasketTask {
  const { shoppers, items, times, rows } = lines;
  const isAsked = (line: number) => firstAsked === undefined || rows[line]! >= firstAsked;
  const now = cut ?? betweenFiles(lines, firstAsked) ?? atShare(times);
  const askedShoppers = new Set(shoppers.filter((_, line) => isAsked(line)));
  const days = times.map(Math.floor);
  const before = times.map((time) => time < now);
  const known = <Value>(list: readonly Value[]) => list.filter((_, line) => before[line]);
  if (!before.includes(true)) throw new Error(`no line lies before ${named(now)}: choose a later --cut`);
  const { log, shopperNames, itemNames } = basketLogFromLines(known(shoppers), known(items), known(days), items);
  const shopperOf = new Map(shopperNames.map((name, number) => [name, number]));
  const itemOf = new Map(itemNames.map((name, number) => [name, number]));

  const nextDay = new Map<string, number>();
  for (const [line, day] of days.entries()) {
    const shopper = shoppers[line]!;
    if (!before[line] && day < (nextDay.get(shopper) ?? Number.POSITIVE_INFINITY)) nextDay.set(shopper, day);
  }
  const bought = new Map<string, Set<number>>();
  for (const [line, day] of days.entries()) {
    const shopper = shoppers[line]!;
    if (before[line] || nextDay.get(shopper) !== day || !askedShoppers.has(shopper)) continue;
    const basket = bought.get(shopper) ?? new Set();
    bought.set(shopper, basket.add(itemOf.get(items[line]!)!));
  }
  const next = [...bought].flatMap(([name, basket]) => {
    const shopper = shopperOf.get(name);
    if (shopper === undefined || log.basketStarts[shopper + 1]! - log.basketStarts[shopper]! < 2) return [];
    return [{ shopper, bought: [...basket], day: nextDay.get(name)! }];
  });
  const grouped = byOrder(lines, itemOf, now, isAsked);
  const last = days.reduce((latest, day) => Math.max(latest, day), Math.floor(now));
  return requireQuestions({
    protocol: `known before ${named(now)}: ${log.shoppers} shoppers, ${log.items} items; asked: ${next.length} next days, ${grouped.later.length} later orders`,
    log,
    now,
    next,
    orders: grouped.log,
    companions: grouped.later.map(([item, ...others]) => ({ item: item!, others })),
    followUpDays: last - Math.floor(now) + 1,
  });
}

/** The first day of the second file where it begins on or after the last day of the first. */
function betweenFiles({ times, rows }: OrderLines, firstAsked: number | undefined): number | undefined {
  if (firstAsked === undefined) return undefined;
  let [last, first] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [line, time] of times.entries()) {
    if (rows[line]! < firstAsked) last = Math.max(last, time);
    else first = Math.min(first, time);
  }
  return first > last && Number.isFinite(first) ? (Math.floor(first) > last ? Math.floor(first) : first) : undefined;
}

function atShare(times: readonly number[]): number {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) {
    first = Math.min(first, Math.floor(time));
    last = Math.max(last, Math.floor(time));
  }
  return first + Math.max(1, Math.round(knownDays * (last - first + 1)));
}

/** The day, with its time unless that is midnight. */
function named(day: number): string {
  const text = new Date(Math.round(day * 86_400_000)).toISOString();
  return Number.isInteger(day) ? text.slice(0, 10) : text.slice(0, 19);
}

/** Orders before the cut as a log, and later ones of three items or more, each in the order of its lines. */
function byOrder(
  { shoppers, items, times, orders }: OrderLines,
  itemOf: ReadonlyMap<string, number>,
  now: number,
  isAsked: (line: number) => boolean,
) {
  const found = new Map<string, { shopper: string; time: number; asked: boolean; basket: Set<number> }>();
  for (const [line, order] of orders.entries()) {
    let each = found.get(order);
    if (!each) {
      each = { shopper: shoppers[line]!, time: times[line]!, asked: isAsked(line), basket: new Set() };
      found.set(order, each);
    }
    each.basket.add(itemOf.get(items[line]!)!);
  }
  const earlier = new Map<string, { day: number; basket: number[] }[]>();
  const later: number[][] = [];
  for (const { shopper, time, asked, basket } of found.values()) {
    if (time >= now) {
      if (asked && basket.size >= 3) later.push([...basket]);
      continue;
    }
    const own = earlier.get(shopper);
    const order = { day: Math.floor(time), basket: [...basket] };
    if (own) own.push(order);
    else earlier.set(shopper, [order]);
  }
  const histories = [...earlier.values()].map((own) => own.sort((a, b) => a.day - b.day));
  const log: BasketLog = basketLog(
    histories.map((own) => own.map(({ basket }) => basket)),
    itemOf.size,
    histories.map((own) => own.map(({ day }) => day)),
  );
  return { log, later };
}
