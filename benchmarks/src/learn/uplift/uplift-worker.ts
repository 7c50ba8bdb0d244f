import { type FoldScores, scoreFold } from "@aftercare/evaluation/methods";
import { readHillstrom } from "../data/hillstrom.ts";
import { answerJobs } from "./answer-jobs.ts";
import { dataOf, type HillstromTask } from "./hillstrom-tasks.ts";

/** One repeat of one task. */
export interface UpliftJob {
  readonly task: HillstromTask;
  readonly repeat: number;
}

const source = readHillstrom();

answerJobs(({ task, repeat }: UpliftJob): FoldScores[] => {
  const { data, folds } = dataOf(source, task);
  return [0, 1, 2, 3, 4].map((fold) => scoreFold(data, task.kind, folds[repeat]!, fold));
});
