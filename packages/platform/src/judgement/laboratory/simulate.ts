import { caseUnderProgram, type Question, weigh } from "../decisions/index.ts";
import { costInUse, expectedBasket, sameVisitShare } from "../policy/index.ts";
import {
  concerns,
  type GoalWeights,
  goalOf,
  type ProgramDocument,
  type ReadyProgram,
  readyProgram,
} from "../programs/index.ts";
import { decisionsPerDay, exploredSpend, frontierPrices, priceOfBudget } from "./frontier-prices.ts";
import {
  type Choices,
  constantShares,
  countConcerned,
  meanShare,
  plannedSpend,
  type Shares,
  sharesAt,
} from "./given-shares.ts";
import type { Draft, LaboratoryTask } from "./laboratory-task.ts";
import { byFigure } from "./log-figures.ts";
import { expectedOf } from "./outcomes-in-view.ts";
import type { Differences, DraftResult, Figures } from "./result.schema.ts";
import { deviations, spanOf, worlds } from "./simulated-worlds.ts";

/** A draft on real subjects, with what is believed of each action: cases × arms, nothing first. */
interface SimulatedDraft extends Choices {
  readonly questions: readonly Question[];
  readonly weights: readonly GoalWeights[];
  /** Log-odds of the outcome: what is believed, and the doubt about what happens anyway and about the action. */
  readonly mean: Float64Array;
  readonly baseDoubt: Float64Array;
  readonly effectDoubt: Float64Array;
  /** Of one outcome, before the chance of it, and what is paid at once; minor units. */
  readonly margin: Float64Array;
  readonly revenue: Float64Array;
  readonly sameVisit: Float64Array;
  readonly given: Float64Array;
  readonly atOnce: Float64Array;
  /** Names of the arms, by which worlds differ. */
  readonly names: readonly string[];
}

/** Why a draft was simulated. */
type Because = NonNullable<DraftResult["simulatedBecause"]>;

/**
 * What drafts would come to on real subjects of their moment if what is believed were true: who comes back anyway by the model of the
 * retailer's own history, what actions add by what the program has learned or by the stated belief. Many worlds are drawn from the doubt of
 * these beliefs; the interval is what they span. No figure of it is evidence.
 * @returns with when the moments were of those whom some draft concerns, oldest first: every figure is per one of them
 */
export function simulateDrafts(
  drafts: readonly { readonly draft: Draft; readonly because: Because }[],
  task: LaboratoryTask,
  onProgress: (done: number) => void,
): { readonly found: DraftResult[]; readonly times: readonly { readonly at: number }[] } {
  const { questions } = task.simulation;
  const ready = drafts.map(({ draft }) => readyProgram(draft.document, task.moment.facts));
  const asked = questions.filter((question) => ready.some((program) => concerns(program, question)));
  const times = asked.map(({ asOf }) => ({ at: asOf.getTime() })).sort((one, other) => one.at - other.at);
  let first: { readonly simulated: SimulatedDraft; readonly shares: Shares } | undefined;
  const found = drafts.map(({ draft, because }, k) => {
    const simulated = simulateOne(asked, ready[k]!, task);
    const { document } = draft;
    const perDay = decisionsPerDay(times, document);
    const price = priceOfBudget(simulated, document, perDay);
    const shares = sharesAt(simulated, price, document.exploration);
    const outcomes = (given: Shares) => outcomesIn(simulated, given, simulated.weights);
    const nothing = outcomes(constantShares(simulated, 0));
    const own = outcomes(shares);
    const figuresOf = (given: Shares) => figures(outcomes(given), nothing);
    const concerned = countConcerned(simulated);
    const given = simulated.names.map((action, arm) => ({ action, share: meanShare(shares, simulated.arms, arm) }));
    const result: DraftResult = {
      ...{ draft: draft.label, basis: "simulation", simulatedBecause: because, decisions: asked.length, concerned },
      ...{ unknownFacts: [], caveats: caveatsOf(document, task) },
      outcome:
        concerned === 0
          ? { kind: "refused", reason: "nobody", shares: given }
          : {
              ...{ kind: "told", shares: given, price, planned: plannedSpend(simulated, shares) },
              explored: exploredSpend(simulated, document.exploration),
              ...(perDay !== undefined && { decisionsPerDay: perDay }),
              figures: figures(own, nothing),
              ...(first && {
                againstFirst: between(own, outcomesIn(first.simulated, first.shares, simulated.weights)),
              }),
              frontier: frontierPrices(simulated).map((each) => {
                const at = sharesAt(simulated, each, document.exploration);
                return { price: each, planned: plannedSpend(simulated, at), figures: figuresOf(at) };
              }),
            },
      references: {
        nothing: figures(nothing, nothing),
        constants: document.actions.map(({ id }, place) => {
          const shares = constantShares(simulated, place + 1);
          const constant = outcomes(shares);
          return {
            ...{ action: id, planned: plannedSpend(simulated, shares) },
            ...{ figures: figures(constant, nothing), draftAhead: between(own, constant) },
          };
        }),
        untold: [],
      },
    };
    if (draft === task.drafts[0]) first = { simulated, shares };
    onProgress((k + 1) / drafts.length);
    return result;
  });
  return { found, times };
}

/** Standard deviations in half the width of the interval that stands with a chance. */
const z = 1.959963984540054;

function simulateOne(questions: readonly Question[], program: ReadyProgram, task: LaboratoryTask): SimulatedDraft {
  const { baseline, program: model } = task.simulation;
  const names = ["none", ...program.document.actions.map(({ id }) => id)];
  const arms = names.length;
  const column = () => new Float64Array(questions.length * arms);
  const columns = {
    ...{ worth: column(), cost: column(), mean: column(), baseDoubt: column(), effectDoubt: column() },
    ...{ margin: column(), revenue: column(), sameVisit: column(), given: column(), atOnce: column() },
  };
  const eligible = new Uint8Array(questions.length * arms);
  const present = { ...program, version: 0, since: new Date(0) };
  const weights = questions.map((question, i) => {
    const isConcerned = concerns(program, question);
    const asked = caseUnderProgram(question, present, { recentOffers: 0, now: question.asOf, models: {} });
    // By the code that decides; only what is left to chance there is left out, since shares stand in for it.
    const open = { ...asked, holdout: 0, exploration: 0 };
    const { alternatives } = weigh(task.moment, open, { baseline, program: model }, question.subject);
    const doubts = alternatives.map(({ chance }) => (logit(chance.high) - logit(chance.low)) / (2 * z));
    for (const [arm, { action, chance, value, expectedCost, eligible: may }] of alternatives.entries()) {
      const place = i * arms + arm;
      eligible[place] = arm === 0 || (isConcerned && may) ? 1 : 0;
      columns.worth[place] = value.value;
      columns.cost[place] = expectedCost;
      columns.mean[place] = logit(chance.value);
      columns.baseDoubt[place] = doubts[0]!;
      columns.effectDoubt[place] = Math.sqrt(Math.max(0, doubts[arm]! ** 2 - doubts[0]! ** 2));
      const known = model?.actions.indexOf(action) ?? -1;
      const stated = asked.actions[arm]!.cost;
      const inUse = model && known >= 0 ? costInUse(model.baskets, known, stated) : stated;
      const { amount, marginRate } = question.basket;
      const basket = model ? expectedBasket(model.baskets, Math.max(0, known), amount) : amount;
      const purchase = {
        ...{ basket, marginRate: marginRate * (model?.baskets.keeps ?? 1) },
        sameVisitShare: question.storeKey === null ? 0 : sameVisitShare(model?.baskets, Math.max(0, known)),
      };
      const sure = expectedOf(1, purchase, { ...inUse, atOnce: 0 });
      columns.margin[place] = sure.margin;
      columns.revenue[place] = sure.revenue;
      columns.sameVisit[place] = sure.sameVisit;
      columns.given[place] = sure.spend;
      columns.atOnce[place] = inUse.atOnce;
    }
    return asked.weights;
  });
  return { ...columns, arms, eligible, names, questions, weights };
}

type InWorlds = Record<keyof Figures, Float64Array>;

/** What a policy comes to in each world, per case. */
function outcomesIn(simulated: SimulatedDraft, shares: Shares, weights: readonly GoalWeights[]): InWorlds {
  const { arms, questions, names } = simulated;
  const anyway = deviations("what happens anyway");
  const ofAction = names.map((name) => deviations(`action ${name}`));
  const found = byFigure(() => new Float64Array(worlds));
  for (let world = 0; world < worlds; world++) {
    for (let i = 0; i < questions.length; i++) {
      let [margin, revenue, sameVisit, visits, spend] = [0, 0, 0, 0, 0];
      for (let arm = 0; arm < arms; arm++) {
        const place = i * arms + arm;
        const share = shares[place]!;
        if (share === 0) continue;
        const doubt =
          simulated.baseDoubt[place]! * anyway[world]! + simulated.effectDoubt[place]! * ofAction[arm]![world]!;
        const chance = 1 / (1 + Math.exp(-simulated.mean[place]! - doubt));
        margin += share * (chance * simulated.margin[place]! - simulated.atOnce[place]!);
        revenue += share * chance * simulated.revenue[place]!;
        sameVisit += share * chance * simulated.sameVisit[place]!;
        visits += share * chance;
        spend += share * (chance * simulated.given[place]! + simulated.atOnce[place]!);
      }
      found.margin[world]! += margin;
      found.revenue[world]! += revenue;
      found.visits[world]! += visits;
      found.spend[world]! += spend;
      found.goal[world]! += goalOf({ margin, revenue, sameVisit, visits }, weights[i]!, questions[i]!.points);
    }
  }
  const count = Math.max(1, questions.length);
  return byFigure((name) => found[name].map((each) => each / count));
}

function figures(values: InWorlds, nothing: InWorlds): Figures {
  const added = between(values, nothing);
  return byFigure((name) => ({ perDecision: spanOf(values[name]), added: added[name] }));
}

/** World by world, so that what is unsure of both alike does not blur the difference. */
function between(one: InWorlds, other: InWorlds): Differences {
  return byFigure((name) => spanOf(one[name].map((each, world) => each - other[name][world]!)));
}

function caveatsOf({ budget }: ProgramDocument, { simulation }: LaboratoryTask): DraftResult["caveats"] {
  return [
    ...(simulation.program ? [] : (["belief"] as const)),
    ...(budget && budget.regions.length > 0 ? (["regional-budgets"] as const) : []),
  ];
}

function logit(chance: number): number {
  return Math.log(chance / (1 - chance));
}
