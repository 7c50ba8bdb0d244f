import { basketLog } from "@aftercare/learn";
import { type BasketTask, requireQuestions } from "./task.ts";

interface Row {
  readonly user: string;
  readonly split: string;
  readonly history: number[][];
  readonly future: number[];
}

/**
 * JSON Lines of `{user, split, history: [[item…]…], future: [item…]}`, items as whole numbers. Asked are the shoppers of split
 * `test`, or of `val` where there is none; only histories are known, of no shopper the future.
 */
export function tafengTask(text: string): BasketTask {
  const rows = text.split("\n").flatMap((line, number) => (line.trim() === "" ? [] : [parsed(line, number + 1)]));
  const split = rows.some((row) => row.split === "test") ? "test" : "val";
  let items = 0;
  for (const { history, future } of rows)
    for (const basket of [...history, future]) for (const item of basket) items = Math.max(items, item + 1);
  const log = basketLog(
    rows.map(({ history }) => history),
    items,
  );
  const asked = rows.flatMap((row, shopper) =>
    row.split === split && row.future.length > 0 ? [{ shopper, bought: [...new Set(row.future)] }] : [],
  );
  return requireQuestions({
    protocol: `next basket of the ${asked.length} shoppers of split ${split}, known: the histories of all ${rows.length}`,
    log,
    now: undefined,
    next: asked,
    orders: log,
    companions: asked.flatMap(({ bought: [item, ...others] }) =>
      item !== undefined && others.length >= 2 ? [{ item, others }] : [],
    ),
    followUpDays: undefined,
  });
}

function parsed(line: string, number: number): Row {
  const row: unknown = JSON.parse(line);
  const isBasket = (each: unknown) =>
    Array.isArray(each) && each.every((item) => Number.isSafeInteger(item) && item >= 0);
  if (typeof row === "object" && row !== null && "history" in row && "future" in row && "user" in row) {
    const { history, future, user } = row;
    const split = "split" in row ? String(row.split) : "val";
    if (Array.isArray(history) && history.every(isBasket) && isBasket(future))
      return {
        user: String(user),
        split,
        history: history.filter((each) => each.length > 0),
        future: future as number[],
      };
  }
  throw new Error(
    `line ${number}: user, split, history (a list of lists of item numbers) and future (a list) are needed`,
  );
}
