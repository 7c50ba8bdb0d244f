import { hashToUnit, type IntentExample } from "@aftercare/learn";
import type { IntentRow } from "./read-intent-rows.ts";

/** One question: learn from these messages, be asked about those. */
export interface IntentFold {
  /** Out of scope: intent null. */
  readonly train: readonly IntentExample[];
  readonly test: readonly IntentExample[];
  /** Which repeat of cross-validation it belongs to, from 0 on. */
  readonly repeat: number;
}

/** What is asked about one set of intents in one language. */
export interface IntentTask {
  readonly name: string;
  /** Messages of different sets never have the same intent, whatever its name. */
  readonly set: string;
  /** One line on how the rows were divided. */
  readonly protocol: string;
  /** One where the file has its own splits. */
  readonly folds: readonly IntentFold[];
  /** Whether the figures of the whole file count it: of several training parts for the same messages only the largest does. */
  readonly main: boolean;
}

export interface IntentTaskOptions {
  /** The intent of messages that belong to none; "oos" if not given. */
  readonly outside?: string;
  readonly seed?: string;
  /** Fold of each row of the file, for each repeat; a column `split` is then of no account. */
  readonly splits?: readonly ArrayLike<number>[];
}

const FOLDS = 5;

/**
 * The questions that a file of messages asks, one for each set and language. With a column `split`: the rows of `test`, or else
 * of `valid` (`validation`, `val`, `dev`), are asked about; each split that begins with `train` (as `train_10`) is a task of its own;
 * where there is none, `valid` trains for `test`. Messages whose intent is `outside` belong to none; those of a split `oos_…` go where
 * the rest of its name says. Without two such splits: five folds by the hash of the row's place among those of its set and language.
 */
export function intentTasks(rows: readonly IntentRow[], options: IntentTaskOptions = {}): IntentTask[] {
  const groups = Map.groupBy(rows, ({ ds, lang }) => JSON.stringify([ds, lang]));
  return [...groups.values()].flatMap((group) => {
    const { ds, lang } = group[0]!;
    return tasksOf([ds, lang].filter(Boolean).join(" "), group, options);
  });
}

function tasksOf(name: string, rows: readonly IntentRow[], options: IntentTaskOptions): IntentTask[] {
  const { outside = "oos", seed = "1", splits } = options;
  const set = rows[0]!.ds;
  const example = exampleOf(outside);
  if (splits) {
    const folds = splits.flatMap((foldOf, repeat) => foldsOf(rows, ({ row }) => foldOf[row]!, repeat, outside));
    return [{ name, set, protocol: `${splits.length} repeats of the folds given`, folds, main: true }];
  }
  const bySplit = Map.groupBy(rows, ({ split }) => split.toLowerCase().replace(/^oos_/, ""));
  const valid = ["valid", "validation", "val", "dev"].find((split) => bySplit.has(split));
  const asked = bySplit.has("test") ? "test" : valid;
  const trained = [...bySplit.keys()].filter((split) => split.startsWith("train"));
  if (trained.length === 0 && asked === "test" && valid !== undefined) trained.push(valid);
  if (asked === undefined || trained.length === 0) {
    const suffix = seed === "1" ? "" : ` ${seed}`;
    const places = new Map(rows.map((row, i) => [row, Math.floor(hashToUnit(`fold ${i}${suffix}`) * FOLDS)]));
    const folds = foldsOf(rows, (row) => places.get(row)!, 0, outside);
    return [{ name, set, protocol: "five folds by the hash of the row's place", folds, main: true }];
  }
  const test = bySplit.get(asked)!.map(example);
  const largest = trained.toSorted((a, b) => bySplit.get(b)!.length - bySplit.get(a)!.length)[0]!;
  return trained.map((split) => ({
    name: trained.length === 1 ? name : [name, split].filter(Boolean).join(" "),
    set,
    protocol: `learned from ${split}, asked about ${asked}`,
    folds: [{ train: bySplit.get(split)!.map(example), test, repeat: 0 }],
    main: split === largest,
  }));
}

/**
 * The questions that one file of messages asks about another: all rows of `train` are learned from, all of `test` asked about, sets and
 * languages apart where both files name them. Where only the first names languages, that of an asked message is told by the model.
 * Throws where a set or language is asked about that was not learned.
 */
export function intentTasksBetween(
  train: readonly IntentRow[],
  test: readonly IntentRow[],
  { outside = "oos" }: IntentTaskOptions = {},
): IntentTask[] {
  const [bySet, byLanguage] = (["ds", "lang"] as const).map((field) =>
    [train, test].every((rows) => rows.some((row) => row[field] !== "")),
  );
  const key = ({ ds, lang }: IntentRow) => [bySet ? ds : "", byLanguage ? lang : ""].filter(Boolean).join(" ");
  const learned = Map.groupBy(train, key);
  const example = exampleOf(outside);
  const namesLanguages = train.some(({ lang }) => lang !== "");
  return [...Map.groupBy(test, key)].map(([name, rows]) => {
    const from = learned.get(name);
    if (!from) {
      throw new Error(`row ${rows[0]!.row} asks about "${name}", of which the training file has no row: add some`);
    }
    const asked = rows.map(example).map(({ language, ...rest }) => ({
      ...rest,
      ...(byLanguage && language !== undefined ? { language } : {}),
    }));
    const known = from.map(example).map(({ language, ...rest }) => ({
      ...rest,
      ...(namesLanguages && language !== undefined ? { language } : {}),
    }));
    return {
      name,
      set: bySet ? rows[0]!.ds : "",
      protocol: "learned from one file, asked about the other",
      folds: [{ train: known, test: asked, repeat: 0 }],
      main: true,
    };
  });
}

function exampleOf(outside: string): (row: IntentRow) => IntentExample {
  return ({ text, intent, lang }) => ({
    text,
    intent: intent === outside ? null : intent,
    ...(lang === "" ? {} : { language: lang }),
  });
}

function foldsOf(
  rows: readonly IntentRow[],
  foldOf: (row: IntentRow) => number,
  repeat: number,
  outside: string,
): IntentFold[] {
  const example = exampleOf(outside);
  return [...new Set(rows.map(foldOf))]
    .sort((a, b) => a - b)
    .map((fold) => ({
      train: rows.filter((row) => foldOf(row) !== fold).map(example),
      test: rows.filter((row) => foldOf(row) === fold).map(example),
      repeat,
    }));
}
