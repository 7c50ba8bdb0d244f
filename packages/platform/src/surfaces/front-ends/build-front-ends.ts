import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../../../../", import.meta.url));

/** A front end's package, and what besides its own files its build depends on. */
const frontEnds = {
  staff: { builder: "buildStaffApp", sources: ["staff", "messages", "platform/src/contract.ts"] },
  shopper: { builder: "buildShopperPages", sources: ["shopper", "messages"] },
} as const;

type FrontEnd = keyof typeof frontEnds;

/** Builds that stay on disk; a process that started from an older one still serves its files. */
const kept = 4;

/** Where the built files of each front end lie. */
export type BuiltFolders = Readonly<Record<FrontEnd, string>>;

/**
 * The front ends as their sources are now, built first where that has not been done. A build lies in a folder named by its
 * sources' hash, so that one process never takes another's files away; two that build at once end with the same folder.
 */
export async function buildFrontEnds(): Promise<BuiltFolders> {
  const [staff, shopper] = await Promise.all([built("staff"), built("shopper")]);
  return { staff, shopper };
}

async function built(name: FrontEnd): Promise<string> {
  const { builder, sources } = frontEnds[name];
  const dist = join(packages, name, "dist");
  const folder = join(dist, hashOf(sources.map((source) => join(packages, source))));
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  await build(join(packages, name, "build.ts"), builder, unfinished);
  if (existsSync(folder)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, folder);
  removeOld(dist);
  return folder;
}

function removeOld(dist: string): void {
  const builds = readdirSync(dist)
    .map((name) => join(dist, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const build of builds.slice(kept)) rmSync(build, { recursive: true, force: true });
}

const runner = fileURLToPath(new URL("./build-front-end.ts", import.meta.url));

/** In a process of its own, so that the bundler's memory is gone when the server starts. */
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
  return hash.digest("hex").slice(0, 16);
}

function filesUnder(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .filter((name) => name !== "dist" && name !== "node_modules" && !name.endsWith(".test.ts"))
    .flatMap((name) => filesUnder(join(path, name)));
}
