import { defaultWorld, playWorld, type WorldMonth } from "@aftercare/simulator";
import { learnedPolicy } from "./deciding/learned-policy.ts";
import { withinBudget } from "./deciding/within-budget.ts";
import type { BenchResult } from "./result.ts";

/**
 * Deciding and learning on a simulated world whose truth is known, month by month: what the learned policy truly earns beside every
 * constant action and the oracle, on the same moments. Without a database.
 * @param args `[--quick]`: one world of 20,000 shoppers in place of three of 100,000; `--budget`: under a budget and nothing else
 */
export async function deciding(args: readonly string[]): Promise<BenchResult[]> {
  if (args.includes("--budget")) return withinBudget(20_000);
  const quick = args.includes("--quick");
  const world = { ...defaultWorld, shoppers: quick ? 20_000 : defaultWorld.shoppers };
  const seeds = quick ? ["1"] : ["1", "2", "3"];
  const runs = seeds.map((seed) => playWorld({ world, seed, policy: learnedPolicy(world, { seed }) }));
  const last = runs.map((months) => captureOf(months.at(-1)!));
  const worst = runs.flatMap((months) => months.slice(1).map(againstNone));
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  return [
    {
      name: `share of the gap between the best constant action and the oracle earned in the last month, ${seeds.length} worlds`,
      ...{ value: mean(last), unit: "share", goal: "at least 0.70", met: mean(last) >= 0.7 },
    },
    {
      name: "true margin beside nothing for anyone, worst month after the first",
      ...{ value: Math.min(...worst), unit: "ratio", goal: "at least 0.99", met: Math.min(...worst) >= 0.99 },
    },
    ...runs[0]!.map((month) => ({
      name: `first world, month ${month.month + 1}: share of the gap`,
      ...{ value: captureOf(month), unit: "share" },
    })),
  ];
}

function captureOf({ policy, constants, oracle }: WorldMonth): number {
  const best = Math.max(...constants.map(({ margin }) => margin));
  return (policy.margin - best) / (oracle.margin - best);
}

function againstNone({ policy, constants }: WorldMonth): number {
  return policy.margin / constants[0]!.margin;
}
