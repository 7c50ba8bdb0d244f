import { LearnError } from "@aftercare/learn";
import { type EvaluationContext, evaluationTask, type OptionValues } from "../evaluation-task.ts";
import { readSplits } from "../tables/read-splits.ts";
import { UsageError } from "../usage-error.ts";
import { evaluateIntents } from "./evaluate-intents.ts";
import { type IntentTask, intentTasks, intentTasksBetween } from "./intent-tasks.ts";
import { intentMethods } from "./methods.ts";
import { type IntentRow, intentColumns, readIntentRows } from "./read-intent-rows.ts";

const options = {
  data: { value: "FILE" },
  splits: { value: "FILE" },
  train: { value: "FILE" },
  test: { value: "FILE" },
  outside: { value: "INTENT" },
  text: { value: "COLUMN" },
  intent: { value: "COLUMN" },
  lang: { value: "COLUMN" },
  split: { value: "COLUMN" },
} as const;

/** Which intent a short message has, and whether it has any of those known. */
export const intentsTask = evaluationTask({
  options,
  run(values, context) {
    const { file, rows, total, tasks } = asked(values, context);
    const { outside } = values;
    if (outside !== undefined && !rows.some(({ intent }) => intent === outside)) {
      throw new Error(`${file} has no message with the intent "${outside}": name the one that stands for none`);
    }
    try {
      return { ...evaluateIntents(tasks, intentMethods, context), data: described(file, rows, total, outside) };
    } catch (error) {
      if (!(error instanceof LearnError)) throw error;
      throw new Error(`${file} cannot be learned from: of ${error.message}`);
    }
  },
});

function asked(
  { data, splits, train, test, outside = "oos", ...names }: OptionValues<typeof options>,
  { seed }: EvaluationContext,
): { file: string; rows: readonly IntentRow[]; total: number; tasks: IntentTask[] } {
  const columns = {
    text: names.text ?? intentColumns.text,
    intent: names.intent ?? intentColumns.intent,
    lang: names.lang ?? intentColumns.lang,
    split: names.split ?? intentColumns.split,
    ds: intentColumns.ds,
  };
  if (data !== undefined && train === undefined && test === undefined) {
    const { rows, total } = readIntentRows(data, columns);
    const tasks = intentTasks(rows, {
      outside,
      seed,
      ...(splits === undefined ? {} : { splits: readSplits(splits, total) }),
    });
    return { file: data, rows, total, tasks };
  }
  if (data === undefined && train !== undefined && test !== undefined && splits === undefined) {
    const [from, about] = [readIntentRows(train, columns), readIntentRows(test, columns)];
    return {
      file: `${train}, ${test}`,
      rows: [...from.rows, ...about.rows],
      total: from.total + about.total,
      tasks: intentTasksBetween(from.rows, about.rows, { outside }),
    };
  }
  throw new UsageError("either --data FILE, with or without --splits FILE, or --train FILE and --test FILE is needed");
}

function described(file: string, rows: readonly IntentRow[], total: number, outside = "oos"): string {
  const intents = new Set(rows.filter(({ intent }) => intent !== outside).map(({ ds, intent }) => `${ds} ${intent}`));
  const of = [`${rows.length} messages`, `${intents.size} intents`];
  const none = rows.filter(({ intent }) => intent === outside).length;
  if (none > 0) of.push(`${none} of them outside of all`);
  if (total > rows.length) of.push(`${total - rows.length} rows without text or intent left out`);
  return `${file}: ${of.join(", ")}`;
}
