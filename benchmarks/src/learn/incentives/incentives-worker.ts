import { readHillstrom } from "../data/hillstrom.ts";
import { contactCosts, type LoggingDesign, marginRates, readIncentives5, redrawLog } from "../data/incentives5.ts";
import { answerJobs } from "../uplift/answer-jobs.ts";
import { type ChosenActions, chooseActions } from "./evaluate-incentives.ts";

/** One redrawn log. */
export interface IncentiveJob {
  readonly design: LoggingDesign;
  readonly seed: string;
}

const source = readIncentives5();
const folds = readHillstrom().folds[0]!;
const economics = { rate: marginRates, contact: contactCosts };

answerJobs(({ design, seed }: IncentiveJob): ChosenActions => {
  const { action, basket, propensities } = redrawLog(source, design, seed);
  const log = { x: source.features, treatment: action, outcome: basket, propensity: propensities };
  return chooseActions(log, economics, folds);
});
