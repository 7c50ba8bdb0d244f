import { defaultWorld, playWorld, type WorldMonth } from "@aftercare/simulator";
import { type BudgetAccount, paceAccount, usualNow } from "../../../packages/platform/src/judgement/budgets/index.ts";
import type { BenchResult } from "../result.ts";
import { learnedPolicy } from "./learned-policy.ts";

/** About a third of what the policy spends where nothing limits it: minor units a month for each shopper. */
const perShopper = 4;

/** Of a month, after which its price tells whether money was short to the end. */
const nearlyOver = 0.99;

/** What came of one month: the truth, and the account as the policy knew it. */
interface SpentMonth extends WorldMonth {
  readonly account: BudgetAccount;
}

/**
 * Deciding under a monthly budget that pays for a third of what would be worth its cost: whether it is kept, whether it is used, and
 * what it earns beside the most that any policy could with the same money. The first month explores at random and is left out of
 * what was earned.
 * @param shoppers of the world; half a year is played
 */
export function withinBudget(shoppers: number): BenchResult[] {
  const amount = perShopper * shoppers;
  const world = { ...defaultWorld, shoppers, months: 6, budget: { perMonth: amount } };
  const accounts: BudgetAccount[] = [];
  const policy = learnedPolicy(world, { seed: "1", onSpent: (account) => accounts.push(account) });
  const months = playWorld({ world, seed: "1", policy }).map(
    (month, i): SpentMonth => ({ ...month, account: accounts[i]! }),
  );
  const over = months.map(({ account }) => (Number(account.spent) - amount) / usualNow(account).cost);
  const short = months.filter(({ account }) => lastPrice(account) > 0);
  const used = short.map(({ account }) => Number(account.spent) / amount);
  const learned = months.slice(1);
  const total = (of: (month: SpentMonth) => number) => learned.reduce((sum, month) => sum + of(month), 0);
  const [earned, bound] = [total(({ policy }) => policy.margin), total(({ budgetOracle }) => budgetOracle!.upperBound)];
  const untouched = total(({ constants }) => constants[0]!.margin);
  return [
    {
      name: "committed beyond the month's budget, worst month",
      ...{ value: Math.max(...over), unit: "offers", goal: "at most 1", met: Math.max(...over) <= 1 },
    },
    {
      name: `share of the budget committed where its price is above zero at the end (${short.length} of ${months.length} months), worst`,
      ...{ value: Math.min(...used), unit: "share", goal: "at least 0.98", met: Math.min(...used) >= 0.98 },
    },
    {
      name: "true margin beside the most that any policy could earn within the budget, after the first month",
      ...{ value: earned, unit: "minor units", baseline: bound, ratio: earned / bound },
    },
    {
      name: "true margin added beyond doing nothing, beside the most that could be added",
      ...{ value: earned - untouched, unit: "minor units", baseline: bound - untouched },
      ratio: (earned - untouched) / (bound - untouched),
    },
    ...months.map(({ month, policy, account }) => ({
      name: `month ${month + 1}: true expected spend of what was offered`,
      ...{ value: policy.spend, unit: "minor units", baseline: Number(account.spent) },
      ratio: policy.spend / Number(account.spent),
    })),
  ];
}

function lastPrice(account: BudgetAccount): number {
  const [start, end] = [account.startsAt.getTime(), account.endsAt.getTime()];
  return paceAccount(account, new Date(start + nearlyOver * (end - start)), 0).price;
}
