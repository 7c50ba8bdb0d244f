import type { ProgramDocument } from "../programs/index.ts";
import { bestArms, type Choices, plannedSpend, sharesAt } from "./given-shares.ts";

/** How many points a frontier has. */
const points = 20;
/** Enough cases to find a price by; the figures at it are told on all of them. */
const mostCases = 20_000;
const halvings = 40;
const dayMs = 86_400_000;
/** Mean lengths in days of the periods that a budget can have. */
const periodDays = { week: 7, month: 30.436875, quarter: 91.310625 } as const;

/** Prices of a draft's budget from 0 up to where nothing is given that costs anything, evenly spread over what is spent. */
export function frontierPrices(choices: Choices): number[] {
  const { unlimited, priceFor } = priceFinder(choices);
  if (unlimited <= 0) return [0];
  const prices = Array.from({ length: points }, (_, k) => priceFor((unlimited * (points - 1 - k)) / (points - 1)));
  return [...new Set(prices)];
}

/** The price at which a draft keeps its own budget at this pace; 0 for one without, or where the pace is not known. */
export function priceOfBudget(
  choices: Choices,
  { budget, exploration }: Pick<ProgramDocument, "budget" | "exploration">,
  perDay: number | undefined,
): number {
  if (!budget || perDay === undefined) return 0;
  const perDecision = budget.amount / (perDay * periodDays[budget.period]);
  // Trying out is paid for first; the rest of the budget is for what is best.
  const rest = Math.max(0, perDecision - exploredSpend(choices, exploration));
  return priceFinder(choices).priceFor(rest / (1 - exploration));
}

/** What trying out costs per case, minor units: the same at any price, since it is spread over all that may be given. */
export function exploredSpend(choices: Choices, exploration: number): number {
  return exploration * plannedSpend(choices, sharesAt(choices, 0, 1));
}

/**
 * How many decisions a day a document pays for when it is asked about these, oldest first: those whom it withholds take nothing from its
 * budget. Undefined within a single day, such as an experiment's.
 */
export function decisionsPerDay(
  asked: readonly { readonly at: number }[],
  { holdout }: Pick<ProgramDocument, "holdout">,
): number | undefined {
  const days = ((asked.at(-1)?.at ?? 0) - (asked[0]?.at ?? 0)) / dayMs;
  return days >= 1 ? ((1 - holdout) * asked.length) / days : undefined;
}

/** What the best actions cost per case without a limit, and the lowest price at which they cost no more than a given sum. */
function priceFinder(choices: Choices): { readonly unlimited: number; priceFor(spend: number): number } {
  const some = thinned(choices);
  const spendAt = (price: number): number => {
    let sum = 0;
    for (const [i, best] of bestArms(some, price).entries()) sum += some.cost[i * some.arms + best]!;
    return some.cost.length === 0 ? 0 : (sum * some.arms) / some.cost.length;
  };
  const highest = highestPrice(some);
  const unlimited = spendAt(0);
  return {
    unlimited,
    priceFor(spend) {
      if (spend >= unlimited) return 0;
      let [low, high] = [0, highest];
      for (let k = 0; k < halvings; k++) {
        const middle = (low + high) / 2;
        if (spendAt(middle) > spend) low = middle;
        else high = middle;
      }
      return high;
    },
  };
}

/** Above it nothing that costs anything is worth it in any case. */
function highestPrice({ arms, eligible, worth, cost }: Choices): number {
  let highest = 0;
  for (let i = 0; i < eligible.length; i += arms) {
    for (let place = i + 1; place < i + arms; place++) {
      if (eligible[place] !== 1 || cost[place]! <= 0) continue;
      highest = Math.max(highest, (worth[place]! - worth[i]!) / cost[place]!);
    }
  }
  return highest * (1 + 1e-9);
}

/** Cases at even distances, so that all times of a log are among them. */
function thinned(choices: Choices): Choices {
  const { arms, eligible, worth, cost } = choices;
  const cases = eligible.length / arms;
  const step = Math.ceil(cases / mostCases);
  if (step <= 1) return choices;
  const kept = Array.from({ length: Math.floor((cases - 1) / step) + 1 }, (_, k) => k * step);
  const pick = (values: Float64Array | Uint8Array) =>
    kept.flatMap((i) => [...values.subarray(i * arms, (i + 1) * arms)]);
  return {
    arms,
    eligible: Uint8Array.from(pick(eligible)),
    worth: Float64Array.from(pick(worth)),
    cost: Float64Array.from(pick(cost)),
  };
}
