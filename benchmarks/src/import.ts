import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { ImportSummary } from "../../packages/platform/src/surfaces/files/index.ts";
import { onFreshPlatform } from "./fresh-platform.ts";
import type { BenchResult } from "./result.ts";

const developmentFile = fileURLToPath(
  new URL("../../../shared/data/online_retail_to_2011-06-30.csv.gz", import.meta.url),
);
const rounds = 3;

/**
 * Wall time of a whole import (orders, returns matched, facts, profiles) beside a bare COPY of the same file, unpacked,
 * into a table without an index of the same PostgreSQL; medians. Each import runs in a process of its own, as the command
 * does, so that its peak memory is its own.
 * @param args `[FILE.csv[.gz]]`
 */
export async function importFile([file = developmentFile]: readonly string[]): Promise<BenchResult[]> {
  if (!existsSync(file))
    throw new Error(
      `there is no file ${file}; name one: npm run bench -- import FILE.csv.gz (UCI Online Retail format)`,
    );
  const copies: number[] = [];
  const imports: ImportSummary[] = [];
  for (let round = 0; round < rounds; round++) {
    await onFreshPlatform(async (platform, folder) => {
      const plain = await unpacked(file, folder);
      copies.push(await bareCopy(platform.ownerUrl, plain), await bareCopy(platform.ownerUrl, plain));
      imports.push(await importApart(join(folder, "data"), file, folder));
      copies.push(await bareCopy(platform.ownerUrl, plain));
    });
  }
  const copy = median(copies);
  const seconds = median(imports.map((summary) => summary.seconds));
  const peak = Math.max(...imports.map((summary) => summary.peakMb));
  const lines = imports[0]?.read ?? 0;
  return [
    {
      name: `import of ${lines} lines, wall; baseline bare COPY`,
      value: seconds,
      unit: "s",
      baseline: copy,
      ratio: seconds / copy,
    },
    { name: "goal: at most 15 times the bare COPY", value: seconds / copy / 15, unit: "of the goal" },
    { name: "lines per second", value: lines / seconds, unit: "1/s" },
    { name: "peak memory of the importing process (goal: under 600)", value: peak, unit: "MB" },
  ];
}

async function importApart(dataFolder: string, file: string, rejectsFolder: string): Promise<ImportSummary> {
  const script = fileURLToPath(new URL("./import-once.ts", import.meta.url));
  const child = spawn(process.execPath, [script, dataFolder, file, rejectsFolder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, "exit")]);
  if (child.exitCode !== 0) throw new Error(`the import ended with code ${child.exitCode}`);
  return JSON.parse(output) as ImportSummary;
}

async function unpacked(file: string, folder: string): Promise<string> {
  if (!file.endsWith(".gz")) return file;
  const plain = join(folder, "plain.csv");
  await pipeline(createReadStream(file), createGunzip(), createWriteStream(plain));
  return plain;
}

async function bareCopy(url: string, file: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("create table bare (a text, b text, c text, d text, e text, f text, g text, h text)");
    const start = performance.now();
    const copy = client.query(copyFrom("copy bare from stdin with (format csv, header)"));
    await pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), copy);
    const seconds = (performance.now() - start) / 1_000;
    await client.query("drop table bare");
    return seconds;
  } finally {
    await client.end();
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
