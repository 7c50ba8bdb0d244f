import { type MonthLedger, monthLedger, type WorldMonth } from "./month-report.ts";
import { startWorld } from "./start-world.ts";
import type { World } from "./world.ts";
import { WorldError } from "./world-error.ts";
import type { WorldMoment } from "./world-moment.ts";
import type { ObservedOutcome, WorldChoice, WorldPolicy } from "./world-policy.ts";

export interface PlayOptions {
  readonly world: World;
  readonly seed: string | number;
  readonly policy: WorldPolicy;
  /** Called with each month's report when it is over, after the policy's `endOfMonth`. */
  readonly onMonth?: (month: WorldMonth) => void;
}

/**
 * Lets a policy live through a world: it answers every moment, is shown each outcome when its horizon is over, and never sees the
 * truth, which stands in the reports.
 * @returns a report for each month
 * @throws WorldError for a world that does not do, or an answer that is no action or has no chance
 */
export function playWorld({ world, seed, policy, onMonth }: PlayOptions): readonly WorldMonth[] {
  const run = startWorld(world, seed);
  const actions = world.actions.length;
  const months: WorldMonth[] = [];
  const spent = new Float64Array(world.months);
  const truth = { margin: new Float64Array(actions), cost: new Float64Array(actions) };
  const newLedger = (): MonthLedger => monthLedger(actions, world.budget !== null);
  let open: ObservedOutcome[] = [];
  let shown = 0;
  let ledger = newLedger();

  const show = (day: number): void => {
    while (shown < open.length && open[shown]!.knownOn <= day) policy.observe(open[shown++]!);
    if (shown > 10_000 && shown * 2 > open.length) {
      open = open.slice(shown);
      shown = 0;
    }
  };
  const book = (day: number, amount: number): void => {
    const month = monthOf(run.monthStarts, day);
    if (month < world.months) spent[month]! += amount;
  };
  const endMonthsBefore = (day: number): void => {
    while (months.length < world.months && run.monthStarts[months.length + 1]! <= day) {
      policy.endOfMonth?.(months.length);
      const month = ledger.report(months.length, spent[months.length]!, world.budget?.perMonth ?? null);
      months.push(month);
      onMonth?.(month);
      ledger = newLedger();
    }
  };
  const decide = (moment: WorldMoment): void => {
    const choice = policy.choose(moment);
    const { action, propensity, holdout = false } = requireChoice(choice, actions);
    for (let a = 0; a < actions; a++) {
      truth.margin[a] = run.trueMargin(a);
      truth.cost[a] = run.trueCost(a);
    }
    ledger.add(truth, action, holdout);
    const outcome = run.answer(action);
    ledger.addDrawn(outcome, holdout);
    book(moment.day, outcome.contactCost);
    if (outcome.boughtDay !== undefined) book(outcome.boughtDay, outcome.incentiveCost);
    open.push({ ...outcome, moment, action, propensity, holdout });
  };

  for (let moment = run.next(); moment; moment = run.next()) {
    endMonthsBefore(moment.day);
    show(moment.day);
    decide(moment);
  }
  endMonthsBefore(Number.POSITIVE_INFINITY);
  show(Number.POSITIVE_INFINITY);
  return months;
}

function monthOf(monthStarts: readonly number[], day: number): number {
  let month = 0;
  while (month < monthStarts.length - 1 && monthStarts[month + 1]! <= day) month++;
  return month;
}

function requireChoice(choice: WorldChoice, actions: number): WorldChoice {
  const { action, propensity } = choice;
  if (!Number.isInteger(action) || action < 0 || action >= actions)
    throw new WorldError("choice.action", `is ${action}; a whole number from 0 to ${actions - 1} is needed`);
  if (!(propensity > 0 && propensity <= 1))
    throw new WorldError("choice.propensity", `is ${propensity}; a number above 0, at most 1 is needed`);
  return choice;
}
