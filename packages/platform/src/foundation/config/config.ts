import { isAbsolute, resolve } from "node:path";

/** What one process does; all of them unless `--roles` says otherwise. */
const processRoles = ["web", "worker", "clock"] as const;
export type ProcessRole = (typeof processRoles)[number];

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where the embedded database lives. */
  readonly dataFolder: string;
  /** A PostgreSQL of the operator's own, instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** The owner's connection to it, for migrations; the same URL when not given. */
  readonly databaseOwnerUrl: string | undefined;
  readonly roles: ReadonlySet<ProcessRole>;
  readonly trustProxy: boolean;
}

/** A setting that makes no sense; the message names it and what it could be. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Reads the settings. The only place that looks at the environment. */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[] = []): Config {
  return {
    port: portOf(env["PORT"]),
    host: env["HOST"] || "127.0.0.1",
    dataFolder: folderOf(env["AFTERCARE_DATA"], env["INIT_CWD"]),
    databaseUrl: env["DATABASE_URL"] || undefined,
    databaseOwnerUrl: env["DATABASE_OWNER_URL"] || undefined,
    roles: rolesOf(argv),
    trustProxy: env["TRUST_PROXY"] === "1",
  };
}

function portOf(text: string | undefined): number {
  const port = Number(text || 4000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new ConfigError(`PORT=${text}: expected 0 to 65535`);
  return port;
}

/** npm runs scripts in the package's folder; a relative path means the folder that the person stood in. */
function folderOf(text: string | undefined, calledFrom: string | undefined): string {
  const folder = text || ".aftercare";
  return isAbsolute(folder) ? folder : resolve(text ? (calledFrom ?? ".") : ".", folder);
}

function rolesOf(argv: readonly string[]): ReadonlySet<ProcessRole> {
  const at = argv.indexOf("--roles");
  if (at < 0) return new Set(processRoles);
  const named = (argv[at + 1] ?? "").split(",");
  const roles = processRoles.filter((role) => named.includes(role));
  if (roles.length === 0 || roles.length !== named.length) {
    throw new ConfigError(`--roles ${argv[at + 1] ?? ""}: expected a list of ${processRoles.join(", ")}`);
  }
  return new Set(roles);
}
