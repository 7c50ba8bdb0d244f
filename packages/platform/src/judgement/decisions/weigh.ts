import type { LogisticModel } from "@aftercare/learn";
import type { ActionTerms } from "../programs/index.ts";
import type { Case, Sentence } from "./case.ts";
import { chooseAction, type Mode } from "./choose-action.ts";
import { explain, type Reason } from "./explain.ts";
import type { Moment } from "./moment.ts";
import { baseline, chanceOf, type Estimate } from "./predict.ts";
import { expectedCost, worthOf } from "./value.ts";

/** One action as it was weighed. */
interface Alternative {
  readonly action: string;
  readonly terms?: ActionTerms;
  readonly eligible: boolean;
  readonly ineligibleBecause?: string;
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
  /** Of the chosen action, minor units: in all, and what is paid at once whatever comes of it. */
  readonly expectedCost: number;
  readonly costAtOnce: number;
  readonly alternatives: readonly Alternative[];
  readonly reasons: readonly Reason[];
  /** By name, natural units: what training may later look at, and nothing else. */
  readonly features: Readonly<Record<string, number>>;
  readonly assumptions: readonly Sentence[];
}

const priorSpoke = "reasons.assumed.prior-chance";

/**
 * Decides one case: eligible actions → chance of each → value of each → choice with its exact probability → reasons. Pure
 * and quick (some microseconds), so that a simulator and a replay can call it millions of times.
 */
export function weigh(
  moment: Pick<Moment, "features">,
  asked: Case,
  model: LogisticModel | undefined,
  draw: string,
): Weighed {
  const base = baseline(moment, asked, model);
  const weighed = asked.actions.map((action) => {
    const chance = chanceOf(base, action.effect);
    const eligible = action.ineligibleBecause === undefined;
    return {
      action: action.id,
      ...(action.terms !== undefined && { terms: action.terms }),
      eligible,
      ...(action.ineligibleBecause !== undefined && { ineligibleBecause: action.ineligibleBecause }),
      chance,
      value: worthOf(asked, action.cost, chance),
      expectedCost: expectedCost(asked, action.cost, chance),
    };
  });
  const values = weighed.map(({ eligible, value }) => (eligible ? value.value : undefined));
  const { chosen, propensities, mode } = chooseAction(asked, { draw, values });
  const byPrior = !model || !asked.modelled;
  return {
    chosen: weighed[chosen]?.action ?? "none",
    propensity: propensities[chosen] ?? 1,
    mode,
    expectedCost: weighed[chosen]?.expectedCost ?? 0,
    costAtOnce: asked.actions[chosen]?.cost.atOnce ?? 0,
    alternatives: weighed.map((each, position) => ({ ...each, propensity: propensities[position] ?? 0 })),
    reasons: explain(moment, asked, model),
    features: Object.fromEntries(moment.features.map(({ name }, j) => [name, asked.features[j] ?? 0])),
    assumptions: [
      ...(byPrior
        ? [{ key: priorSpoke, values: { percent: Math.round(100 * chanceOf(asked.prior, { mean: 0, sd: 0 }).value) } }]
        : []),
      ...asked.assumptions,
    ],
  };
}
