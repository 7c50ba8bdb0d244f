import { withinBudget } from "./deciding/within-budget.ts";
import { deciding } from "./deciding.ts";
import { decisions } from "./decisions.ts";
import { honesty } from "./decisions-honesty.ts";
import type { BenchResult } from "./result.ts";

/** What there is to measure about decisions, the quick parts first. */
const parts: Readonly<Record<string, (options: readonly string[]) => Promise<BenchResult[]>>> = {
  serving: () => decisions(),
  honesty: (options) => honesty({ quick: options.includes("--quick"), log: (line) => console.error(line) }),
  budget: async () => withinBudget(20_000),
  worlds: deciding,
};

/**
 * How quickly decisions are served, how honest their figures are, whether budgets are kept, and what is earned on worlds of known truth.
 * @param args `[serving] [honesty] [budget] [worlds]`, all of them if none is named; `--quick`; of worlds `--seeds N`, `--shoppers N`,
 *   `--world FILE`
 */
export async function decisionParts(args: readonly string[]): Promise<BenchResult[]> {
  const named = Object.keys(parts).filter((part) => args.includes(part));
  const options = args.filter((word) => !(word in parts));
  const results: BenchResult[] = [];
  for (const part of named.length > 0 ? named : Object.keys(parts)) {
    for (const result of (await parts[part]?.(options)) ?? [])
      results.push({ ...result, name: `${part}: ${result.name}` });
  }
  return results;
}
