import { kill } from "./delivery/kill.ts";
import { promise } from "./delivery/promise.ts";
import { quote } from "./delivery/quote.ts";
import { sameState } from "./delivery/same-state.ts";
import { webhooks } from "./delivery/webhooks.ts";
import type { BenchResult } from "./result.ts";

/** What there is to measure about deliveries. */
const parts: Readonly<Record<string, (args: readonly string[]) => Promise<BenchResult[]>>> = {
  promise,
  webhooks,
  quote,
  kill,
  "same-state": sameState,
};

/** @param args `[promise [FILE [FROM]]] [webhooks] [quote] [kill] [same-state]`, all parts if none is named */
export async function deliveryParts(args: readonly string[]): Promise<BenchResult[]> {
  const named = Object.keys(parts).filter((part) => args.includes(part));
  const further = args.filter((word) => !(word in parts));
  const results: BenchResult[] = [];
  for (const part of named.length > 0 ? named : Object.keys(parts)) {
    for (const result of (await parts[part]?.(further)) ?? [])
      results.push({ ...result, name: `${part}: ${result.name}` });
  }
  return results;
}
