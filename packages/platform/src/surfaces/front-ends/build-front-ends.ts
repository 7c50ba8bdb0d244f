import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../../../../", import.meta.url));

/** A front end's package, and what besides its own files its build depends on. */
const frontEnds = [
  { name: "staff", builder: "buildStaffApp", sources: ["staff", "messages", "platform/src/contract.ts"] },
  { name: "shopper", builder: "buildShopperPages", sources: ["shopper", "messages"] },
] as const;

/** The folder with a front end's built files. */
export function builtFolder(name: (typeof frontEnds)[number]["name"]): string {
  return join(packages, name, "dist");
}

/**
 * Builds the front ends whose sources have changed since their last build, each in a process of its own, so that the
 * bundler's memory is gone when the server starts. Answers the names of those that were built.
 */
export async function buildFrontEnds(): Promise<string[]> {
  const built = await Promise.all(
    frontEnds.map(async ({ name, builder, sources }) => {
      const hash = hashOf(sources.map((source) => join(packages, source)));
      const note = join(builtFolder(name), ".sources");
      if (existsSync(note) && readFileSync(note, "utf8") === hash) return [];
      await build(join(packages, name, "build.ts"), builder, builtFolder(name));
      writeFileSync(note, hash);
      return [name];
    }),
  );
  return built.flat();
}

const runner = fileURLToPath(new URL("./build-front-end.ts", import.meta.url));

function build(script: string, builder: string, outFolder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [runner, script, builder, outFolder], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let complaint = "";
    child.stderr.on("data", (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`building ${script} failed\n${complaint}`)),
    );
  });
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesUnder).sort()) hash.update(path).update(readFileSync(path));
  return hash.digest("hex");
}

function filesUnder(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .filter((name) => name !== "dist" && name !== "node_modules" && !name.endsWith(".test.ts"))
    .flatMap((name) => filesUnder(join(path, name)));
}
