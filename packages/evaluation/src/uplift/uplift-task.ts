import { LearnError } from "@aftercare/learn";
import { evaluationTask } from "../evaluation-task.ts";
import { listOf } from "../parse-options.ts";
import { readSplits } from "../tables/read-splits.ts";
import { UsageError } from "../usage-error.ts";
import { compareArm } from "./compare-arm.ts";
import { comparePolicies } from "./compare-policies.ts";
import { type ExperimentRoles, readExperiment } from "./experiment.ts";
import { foldsByHash } from "./folds-by-hash.ts";
import { type Question, questionOfFiles, questionOfFolds } from "./question.ts";

/** What a treatment changes, row by row; of several treatments, which row should get which. */
export const upliftTask = evaluationTask({
  options: {
    data: { value: "FILE" },
    train: { value: "FILE" },
    test: { value: "FILE" },
    splits: { value: "FILE" },
    treatment: { value: "COLUMN", required: true },
    control: { value: "VALUE", required: true },
    outcome: { value: "COLUMN", required: true },
    arm: { value: "VALUE" },
    features: { value: "COLUMN,…" },
  },
  run({ data, train, test, splits, features, ...roles }, context) {
    if (roles.treatment === roles.outcome) throw new UsageError("--treatment and --outcome name one column: name two");
    const files = filesOf({ data, train, test, splits });
    const question = ask(files, { ...roles, features: listOf(features) }, context);
    try {
      return roles.arm === undefined ? comparePolicies(question, context) : compareArm(question, context);
    } catch (error) {
      if (!(error instanceof LearnError)) throw error;
      const names = `treatment ${roles.treatment}, outcome ${roles.outcome}`;
      throw new Error(`${files.data ?? files.train} (${names}) cannot be learned from: ${error.message}`);
    }
  },
});

type Files =
  | { readonly data: string; readonly splits: string | undefined; readonly train?: undefined }
  | { readonly train: string; readonly test: string; readonly data?: undefined };

function filesOf({
  data,
  train,
  test,
  splits,
}: Partial<Record<"data" | "train" | "test" | "splits", string | undefined>>): Files {
  if (data !== undefined && train === undefined && test === undefined) return { data, splits };
  if (data === undefined && train !== undefined && test !== undefined && splits === undefined) return { train, test };
  throw new UsageError("give --data FILE, with --splits FILE or without, or --train FILE and --test FILE");
}

function ask(
  files: Files,
  roles: ExperimentRoles,
  { seed, say }: { readonly seed: string; say(line: string): void },
): Question {
  if (files.data === undefined) {
    const learned = readExperiment(files.train, roles, say);
    return questionOfFiles(learned, readExperiment(files.test, roles, say, learned));
  }
  const experiment = readExperiment(files.data, roles, say);
  const { lines, linesInFile } = experiment;
  if (files.splits === undefined) return questionOfFolds(experiment, [foldsByHash(lines, seed)], "by row hash");
  return questionOfFolds(experiment, readSplits(files.splits, linesInFile, lines), "as the splits file has them");
}
