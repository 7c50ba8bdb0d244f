import { cpus, totalmem } from "node:os";
import { buysAgain } from "./buys-again.ts";
import { decisionParts } from "./decision-parts.ts";
import { deliveryParts } from "./delivery.ts";
import { acceptEvents } from "./events.ts";
import { importFile } from "./import.ts";
import { learn } from "./learn.ts";
import type { BenchResult } from "./result.ts";
import { returnParts } from "./returns.ts";

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<BenchResult[]>>> = {
  import: importFile,
  events: acceptEvents,
  decisions: decisionParts,
  delivery: deliveryParts,
  returns: returnParts,
  "buys-again": buysAgain,
  learn,
};

/** `npm run bench [-- NAME… [ARGUMENT…]] [--json]`: runs the named benchmarks, all of them when none is named. */
const words = process.argv.slice(2).filter((word) => word !== "--json");
const names = words.filter((word) => word in benches);
const args = words.filter((word) => !(word in benches));
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  try {
    const results = (await benches[name]?.(args)) ?? [];
    if (process.argv.includes("--json")) console.log(JSON.stringify({ bench: name, machine: machine(), results }));
    else print(name, results);
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

function machine(): string {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return `${cpus().length} × ${cpu?.model ?? "?"}, ${memory}, Node ${process.version}, ${process.platform}`;
}

function print(name: string, results: readonly BenchResult[]): void {
  console.log(`${name} (${machine()})`);
  console.table(
    Object.fromEntries(
      results.map(({ name, value, unit, baseline, ratio, goal, met }) => [
        name,
        {
          value: rounded(value),
          unit,
          baseline: rounded(baseline),
          ratio: rounded(ratio),
          goal: goal ?? "",
          met: met ?? "",
        },
      ]),
    ),
  );
}

function rounded(value: number | undefined): number | string {
  return value === undefined ? "" : Number(value.toPrecision(4));
}
