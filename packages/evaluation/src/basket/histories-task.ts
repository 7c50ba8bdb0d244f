import { basketLog } from "@aftercare/learn";
import type { ShopperHistory } from "./read-histories.ts";
import { type BasketTask, requireQuestions } from "./task.ts";

/** Splits that are asked about, the first one that the file holds. */
const askedSplits = ["test", "val", "valid", "validation", "dev"];

/**
 * The next basket of each shopper of split `test`, or else of `val`, or else of all; of the second file's shoppers where there are two.
 * Known are the histories of all; of no shopper the future.
 */
export function historiesTask(known: readonly ShopperHistory[], asked?: readonly ShopperHistory[]): BasketTask {
  const twice = new Set(asked?.map(({ user }) => user));
  const rows = asked ? [...known.filter(({ user }) => !twice.has(user)), ...asked] : known;
  const split = asked ? undefined : askedSplits.find((name) => rows.some((row) => row.split === name));
  const firstAsked = asked ? rows.length - asked.length : 0;
  const numberOf = numbered(rows);
  const numbers = (basket: readonly string[]) => basket.map((item) => numberOf.get(item)!);
  const log = basketLog(
    rows.map(({ history }) => history.map(numbers)),
    numberOf.size,
  );
  const next = rows.flatMap(({ split: own, future }, shopper) =>
    shopper >= firstAsked && (split === undefined || own === split) && future.length > 0
      ? [{ shopper, bought: [...new Set(numbers(future))] }]
      : [],
  );
  const who = asked ? "shoppers of the second file" : split ? `shoppers of split ${split}` : "shoppers";
  return requireQuestions({
    protocol: `next basket of the ${next.length} ${who}, known: the histories of all ${rows.length}`,
    log,
    now: undefined,
    next,
    orders: log,
    companions: next.flatMap(({ bought: [item, ...others] }) =>
      item !== undefined && others.length >= 2 ? [{ item, others }] : [],
    ),
    followUpDays: undefined,
  });
}

/** Every item by its place in the order of the names, of numbers where all are: the order of the rows shall not matter. */
function numbered(rows: readonly ShopperHistory[]): ReadonlyMap<string, number> {
  const names = new Set<string>();
  for (const { history, future } of rows)
    for (const basket of [...history, future]) for (const item of basket) names.add(item);
  const sorted = [...names];
  if (sorted.every((name) => name.trim() !== "" && Number.isFinite(Number(name)))) {
    sorted.sort((a, b) => Number(a) - Number(b));
  } else {
    sorted.sort();
  }
  return new Map(sorted.map((name, number) => [name, number]));
}
