import { basename } from "node:path";
import { type EvaluationContext, evaluationTask, type OptionValues } from "../evaluation-task.ts";
import { readTable } from "../tables/read-table.ts";
import { readText } from "../tables/read-text.ts";
import { stackTables } from "../tables/stack-tables.ts";
import { UsageError } from "../usage-error.ts";
import { evaluateBaskets } from "./evaluate-baskets.ts";
import { historiesTask } from "./histories-task.ts";
import { linesTask } from "./lines-task.ts";
import { type LineRoles, readOrderLines } from "./order-lines.ts";
import { holdsHistories, readHistories } from "./read-histories.ts";
import type { BasketTask } from "./task.ts";

const options = {
  data: { value: "FILE" },
  train: { value: "FILE" },
  test: { value: "FILE" },
  shopper: { value: "COLUMN" },
  item: { value: "COLUMN" },
  time: { value: "COLUMN" },
  cut: { value: "DATE" },
  order: { value: "COLUMN" },
  quantity: { value: "COLUMN" },
  cancelled: { value: "COLUMN" },
} as const;

type Values = OptionValues<typeof options>;

/** The next basket, what goes with an item, and when a shopper buys again. */
export const basketTask = evaluationTask({
  options,
  run(values, context) {
    const { train, test } = filesOf(values);
    const task =
      values.shopper === undefined ? ofHistories(train, test, values) : ofLines(train, test, values, context);
    return evaluateBaskets(
      [train, test].flatMap((path) => (path ? [basename(path)] : [])).join(" and "),
      task,
      context,
    );
  },
});

/** The one file, or both. */
function filesOf({ data, train, test }: Values): { readonly train: string; readonly test: string | undefined } {
  if (data !== undefined && train === undefined && test === undefined) return { train: data, test: undefined };
  if (data === undefined && train !== undefined && test !== undefined) return { train, test };
  throw new UsageError("either --data FILE or both --train FILE and --test FILE are needed");
}

function ofHistories(train: string, test: string | undefined, values: Values): BasketTask {
  const useless = (["item", "time", "cut", "order", "quantity", "cancelled"] as const).find(
    (name) => values[name] !== undefined,
  );
  if (useless) throw new UsageError(`--${useless} needs --shopper: only order lines have columns`);
  const rowsOf = (path: string) => {
    const text = readText(path);
    if (holdsHistories(text)) return readHistories(path, text);
    throw new UsageError(
      `${path} holds no baskets (JSON Lines with history and future): for order lines name --shopper, --item and --time`,
    );
  };
  const known = rowsOf(train);
  return historiesTask(known, test === undefined ? undefined : rowsOf(test));
}

function ofLines(train: string, test: string | undefined, values: Values, { say }: EvaluationContext): BasketTask {
  const { shopper, item, time, cut, order, quantity, cancelled } = values;
  if (shopper === undefined || item === undefined || time === undefined) {
    throw new UsageError("order lines need --shopper, --item and --time together");
  }
  const roles: LineRoles = { shopper, item, time, order, quantity, cancelled };
  const known = readTable(train);
  const later = test === undefined ? undefined : readTable(test);
  const { lines, notes, dayOf } = readOrderLines(later ? stackTables(known, later) : known, roles);
  for (const note of notes) say(note);
  const day = cut === undefined ? undefined : dayOf(cut);
  if (Number.isNaN(day)) throw new UsageError(`--cut must be a date such as 2018-04-01, not "${cut}"`);
  return linesTask(lines, day, later && known.rows.length);
}
