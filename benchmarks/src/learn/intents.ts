import type { TaskResult } from "@aftercare/evaluation";
import {
  evaluateIntents,
  intentMethods,
  intentTasks,
  readIntentRows,
  withoutOutside,
} from "@aftercare/evaluation/methods";
import type { BenchResult } from "../result.ts";
import { dataFile } from "./data/data-file.ts";

/** The tasks with a goal: least accuracy, least AUROC of telling messages of no intent. */
const goals: Readonly<Record<string, { accuracy: number; auroc?: number; quick: boolean }>> = {
  "BANKING77 en train_10": { accuracy: 0.775, quick: true },
  "BANKING77 en train": { accuracy: 0.91, quick: false },
  "xSID de": { accuracy: 0.93, quick: true },
  "xSID nl": { accuracy: 0.93, quick: true },
  "xSID zh": { accuracy: 0.93, quick: true },
  "CLINC150 en train": { accuracy: 0.9, auroc: 0.95, quick: false },
};

/**
 * Intents of short messages in four languages, and how well messages of no intent are told, beside the references of the field on the same
 * messages. The baseline of a row is the stronger reference: words and characters, logistic.
 */
export async function runIntents(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const tasks = intentTasks(readIntentRows(dataFile("intents.jsonl.gz")).rows);
  return Object.entries(goals)
    .filter(([, { quick }]) => quick || !options.quick)
    .flatMap(([name, goal]) => {
      const task = tasks.find((each) => each.name === name);
      if (!task)
        throw new Error(`the file holds no task ${name}; there are ${tasks.map((each) => each.name).join(", ")}`);
      const methods =
        goal.auroc === undefined
          ? intentMethods
          : { ...intentMethods, "auto without examples outside": withoutOutside };
      return figures(
        name,
        goal,
        evaluateIntents([task], methods, { seed: "bench", timeIsUp: () => false, say: options.log }),
      );
    });
}

function figures(
  name: string,
  goal: { accuracy: number; auroc?: number },
  { results, differences = [] }: TaskResult,
): BenchResult[] {
  const [auto, reference] = [results[0]!, results[1]!];
  const rows: BenchResult[] = [];
  for (const { method, metrics, fit_seconds } of results) {
    const against = differences.find((each) => each.method === method);
    const paired = against
      ? `; auto is better by ${[against.estimate, against.lower, against.upper].map((each) => each.toFixed(4)).join(", ")}`
      : "";
    rows.push({
      name: `${name}: ${method}, accuracy (${fit_seconds.toFixed(1)} s to fit${paired})`,
      ...compared(metrics.accuracy!.mean, reference.metrics.accuracy!.mean, "accuracy"),
      ...(method === "auto" ? { goal: `≥ ${goal.accuracy}`, met: metrics.accuracy!.mean >= goal.accuracy } : {}),
    });
    const auroc = metrics.oos_auroc;
    if (goal.auroc === undefined || !auroc) continue;
    rows.push({
      name: `${name}: ${method}, out of scope (standard error ${auroc.se!.toFixed(4)})`,
      ...compared(auroc.mean, reference.metrics.oos_auroc!.mean, "AUROC"),
      ...(method === "auto" ? { goal: `≥ ${goal.auroc}`, met: auroc.mean >= goal.auroc } : {}),
    });
  }
  for (const metric of ["answered", "answered_right", "oos_refused"]) {
    const share = auto.metrics[metric];
    if (share) rows.push({ name: `${name}: auto, ${metric.replaceAll("_", " ")}`, value: share.mean, unit: "share" });
  }
  return rows;
}

function compared(
  value: number,
  baseline: number,
  unit: string,
): Pick<BenchResult, "value" | "baseline" | "ratio" | "unit"> {
  return { value, unit, baseline, ratio: value / baseline };
}
