import { runBaskets } from "./learn/baskets.ts";
import { runBoostingSpeed } from "./learn/boosting-speed.ts";
import { runBudget } from "./learn/budget.ts";
import { runFitTimes } from "./learn/fit-times.ts";
import { runGate } from "./learn/gate.ts";
import { runIncentives } from "./learn/incentives.ts";
import { runIntents } from "./learn/intents.ts";
import { runOffPolicy } from "./learn/off-policy.ts";
import { runPrice } from "./learn/price.ts";
import { runPromise } from "./learn/promise.ts";
import { runReturns } from "./learn/returns.ts";
import { runUplift } from "./learn/uplift.ts";
import { runUpliftSimulated } from "./learn/uplift-simulated.ts";
import type { BenchResult } from "./result.ts";

type Task = (options: { quick: boolean; log(line: string): void }) => Promise<BenchResult[]>;

const tasks: Readonly<Record<string, Task>> = {
  "boosting-speed": runBoostingSpeed,
  budget: runBudget,
  gate: runGate,
  "off-policy": runOffPolicy,
  uplift: runUplift,
  "uplift-simulated": runUpliftSimulated,
  incentives: runIncentives,
  "fit-times": runFitTimes,
  baskets: runBaskets,
  intents: runIntents,
  promise: runPromise,
  returns: runReturns,
  price: runPrice,
};

/**
 * The learning library on the public data sets, each method beside the references it is measured against, in the same
 * command and on the same rows. Progress goes to standard error.
 * @param args task names, all when none is named; `--quick` for a reduced run
 */
export async function learn(args: readonly string[]): Promise<BenchResult[]> {
  const quick = args.includes("--quick");
  const named = args.filter((arg) => !arg.startsWith("--"));
  const unknown = named.filter((name) => !(name in tasks));
  if (unknown.length > 0)
    throw new Error(`no such task: ${unknown.join(", ")}; there are ${Object.keys(tasks).join(", ")}`);
  const results: BenchResult[] = [];
  for (const [name, run] of Object.entries(tasks)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const rows = await run({ quick, log: (line) => console.error(`${name}: ${line}`) });
    results.push(...rows.map((row) => ({ ...row, name: `${name}: ${row.name}` })));
  }
  return results;
}
