import { expectedCost, type ProgramModel, statedSameVisitShare, worthOfOutcome } from "../policy/index.ts";
import type { ActionCost, ActionTerms } from "../programs/index.ts";
import { type Case, chargeOf, type Sentence } from "./case.ts";
import { chooseAction, type Mode } from "./choose-action.ts";
import { explain, type Reason } from "./explain.ts";
import type { Moment } from "./moment.ts";
import { baseline, type Estimate, type Models, type Prediction, predict } from "./predict.ts";

/** One action as it was weighed. */
interface Alternative {
  readonly action: string;
  readonly terms?: ActionTerms;
  readonly eligible: boolean;
  readonly ineligibleBecause?: string;
  /** As it was stated when it was decided. */
  readonly cost: ActionCost;
  readonly chance: Estimate;
  readonly value: Estimate;
  readonly expectedCost: number;
  readonly propensity: number;
}

/** A decision before it is written down. */
export interface Weighed {
  readonly chosen: string;
  readonly propensity: number;
  readonly mode: Mode;
  /** Log-odds of the outcome when nothing is done, before the program's log was asked. */
  readonly base: number;
  /** Of the chosen action, minor units: in all, and what is paid at once whatever comes of it. */
  readonly expectedCost: number;
  readonly costAtOnce: number;
  readonly alternatives: readonly Alternative[];
  readonly reasons: readonly Reason[];
  /** By name, natural units: what training may later look at, and nothing else. */
  readonly features: Readonly<Record<string, number>>;
  readonly assumptions: readonly Sentence[];
}

/**
 * Decides one case: eligible actions → chance and basket of each → value of each → choice with its exact probability → reasons. Pure
 * and quick (some microseconds), so that a simulator and a replay can call it millions of times.
 * @param draw what the random part hangs on
 */
export function weigh(moment: Pick<Moment, "features">, asked: Case, models: Models, draw: string): Weighed {
  const base = baseline(moment, asked, models.baseline);
  const predictions = predict(moment, asked, base, models.program);
  const weighed = asked.actions.map((action, position) => {
    const prediction = predictions[position]!;
    const { chance, basket } = prediction;
    const cost = expectedCost(basket, prediction.cost, chance.value);
    const ineligibleBecause = action.ineligibleBecause ?? tooDear(asked, cost);
    return {
      action: action.id,
      ...(action.terms !== undefined && { terms: action.terms }),
      eligible: ineligibleBecause === undefined,
      ...(ineligibleBecause !== undefined && { ineligibleBecause }),
      cost: action.cost,
      chance,
      value: worthWith(asked, prediction),
      expectedCost: cost,
    };
  });
  const price = asked.budget?.price ?? 0;
  const net = (value: number, cost: number) => value - price * cost;
  const { chosen, propensities, mode } = chooseAction(asked, draw, {
    values: weighed.map((each) => (each.eligible ? net(each.value.value, each.expectedCost) : undefined)),
    costs: weighed.map((each) => each.expectedCost),
    ...(models.challenger && {
      challenger: predict(moment, asked, base, models.challenger).flatMap((prediction, position) => {
        if (!weighed[position]?.eligible) return [];
        const { chance, basket, cost } = prediction;
        const value = worthWith(asked, prediction).value;
        return {
          value: net(value, expectedCost(basket, cost, chance.value)),
          deviation: deviationOf(asked, prediction),
        };
      }),
    }),
    ...(models.challenger?.rivals && !models.program && { rivals: rivalsAmong(weighed, models.challenger) }),
  });
  return {
    chosen: weighed[chosen]?.action ?? "none",
    propensity: propensities[chosen] ?? 1,
    mode,
    base: base.mean,
    expectedCost: weighed[chosen]?.expectedCost ?? 0,
    costAtOnce: asked.actions[chosen]?.cost.atOnce ?? 0,
    alternatives: weighed.map((each, position) => ({ ...each, propensity: propensities[position] ?? 0 })),
    reasons: explain(moment, asked, models.baseline),
    features: Object.fromEntries(moment.features.map(({ name }, j) => [name, asked.features[j] ?? 0])),
    assumptions: assumptionsOf(asked, models),
  };
}

/** An action that takes more than is left of the budget cannot be had, however good it is. */
function tooDear({ budget }: Case, cost: number): string | undefined {
  return budget && chargeOf(cost) > budget.left ? "reasons.ineligible.budget" : undefined;
}

/** For the eligible actions; one that cannot be had means `none`, as it would if it were given to everybody. */
function rivalsAmong(
  weighed: readonly Pick<Alternative, "action" | "eligible">[],
  { actions, rivals = [] }: ProgramModel,
): number[] {
  const shares = weighed
    .filter(({ eligible }) => eligible)
    .map(({ action }, place) => (place === 0 ? 0 : (rivals[actions.indexOf(action)] ?? 0)));
  return shares.map((share, place) => (place === 0 ? Math.max(0, 1 - sum(shares)) : share));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

function perChanceOf({ weights, points }: Case, prediction: Prediction): number {
  const { basket, marginRate, sameVisitShare, cost } = prediction;
  return worthOfOutcome({ basket, marginRate, sameVisitShare, weights, ...(points && { points }) }, cost);
}

/**
 * What is unsure about an action's value beside that of doing nothing. How often the shopper comes back anyway is unsure too, but that
 * is the same under every action and no reason to try one.
 */
function deviationOf(asked: Case, prediction: Prediction): number {
  const { value } = prediction.chance;
  return Math.abs(perChanceOf(asked, prediction)) * value * (1 - value) * prediction.effectSd;
}

/** The interval is that of the chance; basket, margin and cost are taken as they are. */
function worthWith(asked: Case, prediction: Prediction): Estimate {
  const { chance, cost } = prediction;
  const { weights } = asked;
  const perChance = perChanceOf(asked, prediction);
  const [low, high] = perChance < 0 ? [chance.high, chance.low] : [chance.low, chance.high];
  const at = (p: number) => p * perChance - weights.margin * cost.atOnce;
  return { value: at(chance.value), low: at(low), high: at(high) };
}

function assumptionsOf(asked: Case, { baseline: model, program }: Models): Sentence[] {
  const percent = Math.round(100 / (1 + Math.exp(-asked.prior.mean)));
  const price = asked.budget?.price ?? 0;
  return [
    ...(model && asked.modelled ? [] : [{ key: "reasons.assumed.prior-chance", values: { percent } }]),
    ...asked.assumptions,
    ...(asked.weights.sameVisit > 0 && !program?.baskets.sameVisit
      ? [{ key: "reasons.assumed.same-visit", values: { percent: Math.round(100 * statedSameVisitShare) } }]
      : []),
    ...(price >= 0.005
      ? [{ key: "reasons.assumed.budget-price", values: { price: Math.round(100 * price) / 100 } }]
      : []),
    ...(program || asked.actions.length === 1 ? [] : [{ key: "reasons.assumed.effects", values: {} }]),
  ];
}
