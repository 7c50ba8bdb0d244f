import { auucStatistic, qiniAucStatistic } from "./normalised-areas.ts";
import { qiniAreaStatistic } from "./qini-area.ts";
import type { RankingStatistic } from "./ranking-statistic.ts";
import { autocStatistic } from "./rate.ts";
import { upliftAtKStatistic } from "./uplift-at-k.ts";
import type { UpliftData } from "./uplift-data.ts";

/** Names of the figures that judge a ranking by uplift. */
export type UpliftMetric = "qini_auc" | "qini_area" | "auuc" | "uplift_at_30" | "autoc";

/**
 * The named figure of the ranking by `scores`; AUTOC with the doubly robust scores of {@link effectScores} at its defaults (a
 * randomised experiment with one propensity). Throws LearnError as the figure's own function does.
 */
export function upliftStatistic(metric: UpliftMetric, data: UpliftData, scores: ArrayLike<number>): RankingStatistic {
  switch (metric) {
    case "qini_auc":
      return qiniAucStatistic(data, scores);
    case "qini_area":
      return qiniAreaStatistic(data, scores);
    case "auuc":
      return auucStatistic(data, scores);
    case "uplift_at_30":
      return upliftAtKStatistic(data, scores, 0.3);
    case "autoc":
      return autocStatistic(data, scores);
  }
}
