import { hashToUnit, type IntentExample } from "@aftercare/learn";
import type { IntentRow } from "./read-intent-rows.ts";

/** One question: learn from these messages, be asked about those. */
export interface IntentFold {
  /** Out of scope: intent null. */
  readonly train: readonly IntentExample[];
  readonly test: readonly IntentExample[];
}

export interface IntentTask {
  readonly name: string;
  /** One line on how the rows were divided. */
  readonly protocol: string;
  /** One where the file has its own splits. */
  readonly folds: readonly IntentFold[];
}

const FOLDS = 5;

/**
 * The questions that a file of messages asks, one for each set and language. With a column `split`: the rows of `test`, or else
 * of `valid`, are asked about; each split that begins with `train` (as `train_10`) is a task of its own; where there is none,
 * `valid` trains for `test`. Messages whose intent is `outside` belong to none; those of a split `oos_…` go where the rest of its
 * name says. Without two such splits: five folds by the hash of the message, each intent spread evenly over them, since one
 * that is missing from the training part cannot be told by any method.
 */
export function intentTasks(rows: readonly IntentRow[], outside = "oos"): IntentTask[] {
  const groups = Map.groupBy(rows, ({ ds, lang }) => [ds, lang].filter(Boolean).join(" "));
  return [...groups].flatMap(([name, group]) => tasksOf(name, group, outside));
}

function tasksOf(name: string, rows: readonly IntentRow[], outside: string): IntentTask[] {
  const example = ({ text, intent, lang }: IntentRow): IntentExample => ({
    text,
    intent: intent === outside ? null : intent,
    ...(lang === "" ? {} : { language: lang }),
  });
  const bySplit = Map.groupBy(rows, ({ split }) => split.replace(/^oos_/, ""));
  const asked = ["test", "valid"].find((split) => bySplit.has(split));
  const trained = [...bySplit.keys()].filter((split) => split.startsWith("train"));
  if (trained.length === 0 && asked === "test" && bySplit.has("valid")) trained.push("valid");
  if (asked === undefined || trained.length === 0) {
    const folds = foldsByHash(rows);
    return [
      {
        name,
        protocol: "five folds by the hash of the message, each intent spread evenly over them",
        folds: Array.from({ length: FOLDS }, (_, f) => ({
          train: rows.filter((row) => folds.get(row) !== f).map(example),
          test: rows.filter((row) => folds.get(row) === f).map(example),
        })),
      },
    ];
  }
  const test = bySplit.get(asked)!.map(example);
  return trained.map((split) => {
    const train = bySplit.get(split)!.map(example);
    return {
      name: trained.length === 1 ? name : `${name} ${split}`,
      protocol: `learned from ${split}, asked about ${asked}`,
      folds: [{ train, test }],
    };
  });
}

function foldsByHash(rows: readonly IntentRow[]): Map<IntentRow, number> {
  const places = new Map(rows.map((row) => [row, hashToUnit(row.text)]));
  const dealt = new Map<string, number>();
  const folds = new Map<IntentRow, number>();
  for (const row of rows.toSorted((a, b) => places.get(a)! - places.get(b)!)) {
    const count = dealt.get(row.intent) ?? 0;
    dealt.set(row.intent, count + 1);
    folds.set(row, count % FOLDS);
  }
  return folds;
}
