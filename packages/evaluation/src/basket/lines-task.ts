import { type BasketLog, basketLog, basketLogFromLines } from "@aftercare/learn";
import { dayOf, type OrderLines } from "./order-lines.ts";
import { type BasketTask, requireQuestions } from "./task.ts";

/**
 * Cuts order lines at a day: what was bought before is known; asked is each shopper's first day from then on, for those with
 * two days or more before; and from the first line of each later order of three items or more, its other lines.
 * @param cut an ISO date, the first day that is not known
 */
export function linesTask({ shoppers, items, days, orders }: OrderLines, cut: string): BasketTask {
  const now = dayOf(cut, 0, "--cut");
  const before = days.map((day) => day < now);
  const known = <Value>(list: readonly Value[]) => list.filter((_, line) => before[line]);
  if (!before.includes(true)) throw new Error(`no line lies before ${cut}: choose a later cut`);
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
    if (nextDay.get(shopper) !== day) continue;
    const basket = bought.get(shopper) ?? new Set();
    bought.set(shopper, basket.add(itemOf.get(items[line]!)!));
  }
  const next = [...bought].flatMap(([name, basket]) => {
    const shopper = shopperOf.get(name);
    if (shopper === undefined || log.basketStarts[shopper + 1]! - log.basketStarts[shopper]! < 2) return [];
    return [{ shopper, bought: [...basket], day: nextDay.get(name)! }];
  });
  const grouped = byOrder({ shoppers, items, days, orders }, itemOf, now);
  const last = days.reduce((latest, day) => Math.max(latest, day), now);
  return requireQuestions({
    protocol: `known before ${cut}: ${log.shoppers} shoppers, ${log.items} items; asked: ${next.length} next days, ${grouped.later.length} later orders`,
    log,
    now,
    next,
    orders: grouped.log,
    companions: grouped.later.map(([item, ...others]) => ({ item: item!, others })),
    followUpDays: last - now + 1,
  });
}

/** Orders before the day as a log, and later ones of three items or more, each in the order of its lines. */
function byOrder({ shoppers, items, days, orders }: OrderLines, itemOf: ReadonlyMap<string, number>, now: number) {
  const found = new Map<string, { shopper: string; day: number; basket: Set<number> }>();
  for (const [line, order] of orders.entries()) {
    const each = found.get(order) ?? { shopper: shoppers[line]!, day: days[line]!, basket: new Set() };
    each.basket.add(itemOf.get(items[line]!)!);
    found.set(order, each);
  }
  const earlier = new Map<string, { day: number; basket: number[] }[]>();
  const later: number[][] = [];
  for (const { shopper, day, basket } of found.values()) {
    if (day >= now) {
      if (basket.size >= 3) later.push([...basket]);
      continue;
    }
    const own = earlier.get(shopper) ?? [];
    own.push({ day, basket: [...basket] });
    earlier.set(shopper, own);
  }
  const histories = [...earlier.values()].map((own) => own.sort((a, b) => a.day - b.day));
  const log: BasketLog = basketLog(
    histories.map((own) => own.map(({ basket }) => basket)),
    itemOf.size,
    histories.map((own) => own.map(({ day }) => day)),
  );
  return { log, later };
}
