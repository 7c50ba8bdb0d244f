import {
  type ObservedOutcome,
  type World,
  type WorldChoice,
  type WorldMoment,
  type WorldPolicy,
  worldFeatures,
} from "@aftercare/simulator";
import type { Id } from "../../../packages/platform/src/foundation/ids/index.ts";
import type { BudgetAccount } from "../../../packages/platform/src/judgement/budgets/index.ts";
import {
  type Case,
  caseUnderProgram,
  type Models,
  type Question,
  weigh,
} from "../../../packages/platform/src/judgement/decisions/index.ts";
import { modelInput } from "../../../packages/platform/src/judgement/learning/index.ts";
import {
  fitProgramModel,
  type Judged,
  judgeCandidate,
  type LoggedRow,
  type ProgramModel,
  rivalShares,
} from "../../../packages/platform/src/judgement/policy/index.ts";
import { type ProgramInForce, readyProgram } from "../../../packages/platform/src/judgement/programs/index.ts";
import { worldBudget } from "./world-budget.ts";
import { worldProgram } from "./world-program.ts";

const dayMs = 86_400_000;

/** Counts, days and sums, whose first steps matter most: as the platform's own features take them. */
const logarithmic = new Set([
  ...["tenure-days", "orders", "orders-of-late", "recency-days", "mean-gap-days", "mean-basket", "units-per-order"],
  ...["spend-of-late", "offers", "offers-of-late", "returned-value", "days-held"],
]);

/** The platform learns every day; here it does whenever the log has grown by so much, and at the end of each month. */
const grown = 1.2;
const leastRows = 2_000;

/** What learning once came to. */
export interface Learned {
  readonly month: number;
  readonly rows: number;
  readonly judged: Judged;
}

interface PolicyOptions {
  readonly seed: string;
  readonly onLearned?: (learned: Learned) => void;
  /** Called with each month's account when the month is over, in a world with a budget. */
  readonly onSpent?: (account: BudgetAccount) => void;
}

/**
 * The platform's own deciding and learning, without a database: a program on a world, weighed case by case, retrained on the outcomes that
 * are known by then, released by the gate.
 */
export function learnedPolicy(world: World, { seed, onLearned, onSpent }: PolicyOptions): WorldPolicy {
  const names = worldFeatures(world);
  const features = names.map((name) => ({
    name,
    scale: logarithmic.has(name) ? ("log" as const) : ("plain" as const),
    reason: "frequency",
  }));
  const document = worldProgram(world);
  const program: ProgramInForce = { ...readyProgram(document, []), version: 1, since: new Date(0) };
  const points = { perMinorUnit: 1, worth: 1 };
  const actions = ["none", ...document.actions.map(({ id }) => id)];
  const log: LoggedRow[] = [];
  const open = new Map<number, Open>();
  let model: ProgramModel | undefined;
  let challenger: ProgramModel | undefined;
  let month = 0;
  let times = 0;
  let learnedFrom = leastRows / grown;
  const budget = world.budget && worldBudget(world, world.budget.perMonth);

  const caseOf = (moment: WorldMoment, models: Models): Case => {
    const question: Question = {
      ...{
        subject: String(moment.id),
        shopperId: `${seed}-${moment.shopper}` as Id<"shp">,
        storeId: null,
        storeKey: null,
      },
      ...{ asOf: new Date(0), currency: "EUR", facts: {}, modelled: false, reasonValues: {}, assumptions: [], points },
      features: [...moment.features],
      basket: { amount: moment.expectedBasketSeen, marginRate: moment.marginRate, oneProduct: 0.5, units: 2 },
      habits: { orders: 1, returns: 0, returnRate: 0, somethingNew: true },
      prior: { mean: Math.log(0.3 / 0.7), sd: 1 },
    };
    return caseUnderProgram(question, program, { recentOffers: 0, now: new Date(moment.day * dayMs), models });
  };

  const learn = () => {
    if (log.length < leastRows) return;
    times++;
    learnedFrom = log.length;
    const candidate = fitProgramModel(log, actions, names);
    const judged = judgeCandidate(log, candidate, model && { model, proven: true });
    const rivals = rivalShares(judged, actions);
    challenger = { ...candidate, ...(rivals && { rivals }) };
    if (judged.release) model = candidate;
    onLearned?.({ month, rows: log.length, judged });
  };

  return {
    choose(moment): WorldChoice {
      if (log.length >= grown * learnedFrom) learn();
      const models = { program: model, challenger };
      const asked = caseOf(moment, models);
      const draw = `${seed}/${moment.id}`;
      const weighCase = (each: Case) => weigh({ features }, each, models, draw);
      const { chosen, propensity, mode, alternatives, base } = budget
        ? budget.weigh(moment, asked, draw, weighCase)
        : weighCase(asked);
      open.set(moment.id, {
        asked,
        input: modelInput(features, asked.features),
        base,
        policy: `${times}/${asked.exploration}`,
        eligible: alternatives.map(({ eligible }) => eligible),
        propensities: alternatives.map((each) => each.propensity),
      });
      return { action: actions.indexOf(chosen), propensity, holdout: mode === "holdout" };
    },
    observe(outcome) {
      const known = open.get(outcome.moment.id)!;
      open.delete(outcome.moment.id);
      log.push(rowOf(outcome, known, `${seed}-${outcome.moment.shopper}`));
    },
    endOfMonth(ended) {
      month = ended + 1;
      if (budget) onSpent?.(budget.account());
      if (month < world.months) learn();
    },
  };
}

/** What was known when a moment was decided, until its outcome is. */
interface Open {
  readonly asked: Case;
  /** As the model takes it. */
  readonly input: readonly number[];
  readonly policy: string;
  readonly eligible: readonly boolean[];
  readonly propensities: readonly number[];
  readonly base: number;
}

function rowOf(
  outcome: ObservedOutcome,
  { asked, input, base, eligible, propensities, policy }: Open,
  shopper: string,
): LoggedRow {
  return {
    ...{ shopper, policy, at: outcome.moment.day * dayMs, input, base, eligible, propensities },
    basket: asked.basket,
    weights: asked.weights,
    ...(asked.points && { points: asked.points }),
    costs: asked.actions.map(({ cost }) => cost),
    arm: outcome.action,
    bought: outcome.bought,
    revenue: outcome.revenue - outcome.refunded,
    margin: outcome.margin,
    given: outcome.incentiveCost,
    visits: outcome.visits,
  };
}
