/** Days of which sales are counted: long enough that a slow article shows, and short enough that last season's sales do not. */
export const demandDays = 56;

/**
 * How far the demand of the days to come may be from that of the days that were counted, as a coefficient of variation: a stated belief. Prices,
 * weather and what else is on the shelf change, however many sales were counted; without it a fast seller's next sale would be told as certain.
 */
const drift = 0.5;

interface Demand {
  /** Units sold within `demandDays`. */
  readonly sold: number;
  /** Of those who bought them, how many would buy this one. */
  readonly share: number;
  readonly days: number;
  /** Units that lie before it: they are sold first, so that more than these have to be sold. */
  readonly ahead: number;
}

/**
 * The chance that one more unit is sold within so many days. Sales come as a Poisson process whose rate is only estimated: from a few sales it is known
 * badly, and it drifts. A gamma distribution says both, and makes of the Poisson a negative binomial one (Gelman et al., Bayesian Data Analysis, 3rd
 * ed., 2.6), whose long tails keep a guess from being told as certainty.
 * @returns 0 up to and without 1
 */
export function chanceOfSale({ sold, share, days, ahead }: Demand): number {
  const mean = (sold / demandDays) * share * Math.max(days, 0);
  if (mean <= 0) return 0;
  const shape = 1 / (1 / sold + drift ** 2);
  const odds = mean / (shape + mean);
  let term = (shape / (shape + mean)) ** shape;
  let notSold = term;
  for (let units = 1; units <= ahead; units++) {
    term *= ((units - 1 + shape) / units) * odds;
    notSold += term;
    // Far beyond what can be expected, what is still to be added shows in no figure.
    if (units > mean && term < 1e-15) break;
  }
  return Math.min(mostCertain, Math.max(0, 1 - notSold));
}

/** Nothing that is still to happen is surer: goods are lost, stained and taken out of the range, which no count of sales knows of. */
const mostCertain = 0.99;
