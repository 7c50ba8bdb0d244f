import type { BenchResult } from "./result.ts";
import { flows } from "./returns/flows.ts";
import { money } from "./returns/money.ts";
import { pages } from "./returns/pages.ts";
import { provider } from "./returns/provider.ts";
import { races } from "./returns/races.ts";

/** What there is to measure about returns. */
const parts: Readonly<Record<string, (args: readonly string[]) => Promise<BenchResult[]>>> = {
  money,
  races,
  provider,
  flows,
  pages,
};

/** @param args `[money] [races] [provider] [flows] [pages] [--quick]`, all parts if none is named; quick: a tenth of the amounts */
export async function returnParts(args: readonly string[]): Promise<BenchResult[]> {
  const named = Object.keys(parts).filter((part) => args.includes(part));
  const further = args.filter((word) => !(word in parts));
  const results: BenchResult[] = [];
  for (const part of named.length > 0 ? named : Object.keys(parts)) {
    for (const result of (await parts[part]?.(further)) ?? [])
      results.push({ ...result, name: `${part}: ${result.name}` });
  }
  return results;
}
