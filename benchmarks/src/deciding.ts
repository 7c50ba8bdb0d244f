import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { defaultWorld, type World, type WorldMonth } from "@aftercare/simulator";
import { playWorlds } from "./deciding/play-worlds.ts";
import type { BenchResult } from "./result.ts";

/**
 * Deciding and learning on a simulated world whose truth is known, month by month: what the learned policy truly earns beside every
 * constant action and the oracle, on the same moments. Without a database.
 * @param args `--quick`: one seed and 20,000 shoppers; `--seeds N`, ten if not given; `--shoppers N`; `--world FILE`: another world as JSON
 */
export async function deciding(args: readonly string[]): Promise<BenchResult[]> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean" },
      ...{ seeds: { type: "string" }, shoppers: { type: "string" }, world: { type: "string" } },
    },
  });
  const given: World = values.world ? JSON.parse(readFileSync(values.world, "utf8")) : defaultWorld;
  const world = { ...given, shoppers: Number(values.shoppers ?? (values.quick ? 20_000 : given.shoppers)) };
  const seeds = Array.from({ length: Number(values.seeds ?? (values.quick ? 1 : 10)) }, (_, i) => String(i + 1));
  const runs = await playWorlds(world, seeds, ({ seed, month }) => {
    const [capture, beside] = [captureOf(month), againstNone(month)].map((share) => share.toFixed(3));
    console.error(`seed ${seed}, month ${month.month + 1}: ${capture} of the gap, ${beside} of doing nothing`);
  });
  const captures = runs.map((months) => captureOf(months.at(-1)!));
  const worst = Math.min(...runs.flatMap((months) => months.slice(1).map(againstNone)));
  const worlds = `${world.name} world, ${world.shoppers} shoppers, ${seeds.length} seeds`;
  return [
    {
      name: `share of the gap between the best constant action and the oracle earned in the last month, mean (${worlds})`,
      ...{ value: mean(captures), unit: "share", goal: "at least 0.70", met: mean(captures) >= 0.7 },
    },
    { name: "the same, worst seed", value: Math.min(...captures), unit: "share" },
    {
      name: "true margin beside nothing for anyone, worst month after the first",
      ...{ value: worst, unit: "ratio", goal: "at least 0.99", met: worst >= 0.99 },
    },
    ...runs[0]!.map((_, month) => ({
      name: `month ${month + 1}: share of the gap, mean`,
      ...{ value: mean(runs.map((months) => captureOf(months[month]!))), unit: "share" },
    })),
  ];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

function captureOf({ policy, constants, oracle }: WorldMonth): number {
  const best = Math.max(...constants.map(({ margin }) => margin));
  return (policy.margin - best) / (oracle.margin - best);
}

function againstNone({ policy, constants }: WorldMonth): number {
  return policy.margin / constants[0]!.margin;
}
