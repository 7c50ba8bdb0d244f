import { readFileSync } from "node:fs";
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
  /** Where shoppers reach the pages: the beginning of every link in a message, without a slash at its end. */
  readonly publicUrl: string;
  /** How mail leaves; undefined where it is only shown in the console. */
  readonly mail: MailConfig | undefined;
  /** Whether events may be told to receivers within our own network. */
  readonly webhooksInside: boolean;
  /** Of services that are asked about parcels; undefined where there is none. */
  readonly trackingKeys: { readonly aftership: string | undefined; readonly easypost: string | undefined };
  /** Of the Stripe account that refunds are paid from; undefined where there is none. */
  readonly stripeSecretKey: string | undefined;
}

export interface MailConfig {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly url: string;
  /** The address that everything is sent from. */
  readonly from: string;
  readonly dkim: { readonly domain: string; readonly selector: string; readonly privateKey: string } | undefined;
}

/** A setting that makes no sense; the message names it and what it could be. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Reads the settings. The only place that looks at the environment. */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[] = []): Config {
  const port = portOf(env["PORT"]);
  const host = env["HOST"] || "127.0.0.1";
  return {
    port,
    host,
    dataFolder: folderOf(env["AFTERCARE_DATA"], env["INIT_CWD"]),
    databaseUrl: env["DATABASE_URL"] || undefined,
    databaseOwnerUrl: env["DATABASE_OWNER_URL"] || undefined,
    roles: rolesOf(argv),
    trustProxy: env["TRUST_PROXY"] === "1",
    publicUrl: publicUrlOf(env["PUBLIC_URL"] || `http://${host.includes(":") ? `[${host}]` : host}:${port}`),
    mail: mailOf(env),
    webhooksInside: env["WEBHOOKS_INSIDE"] === "1",
    trackingKeys: {
      aftership: env["AFTERSHIP_API_KEY"] || undefined,
      easypost: env["EASYPOST_API_KEY"] || undefined,
    },
    stripeSecretKey: stripeKeyOf(env["STRIPE_SECRET_KEY"]),
  };
}

function publicUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new ConfigError(
      `PUBLIC_URL=${text}: expected the address at which shoppers reach the pages, such as https://shop.example`,
    );
  }
  return url.href.replace(/\/+$/, "");
}

function mailOf(env: NodeJS.ProcessEnv): MailConfig | undefined {
  const [url, from] = [env["SMTP_URL"], env["MAIL_FROM"]];
  if (!url) return undefined;
  // The URL holds a password: it is never repeated.
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol)) {
    throw new ConfigError("SMTP_URL: expected smtp://user:password@host:587 or smtps://user:password@host:465");
  }
  if (!from || !/^[^\s<>@"]+@[^\s<>@"]+$/.test(from)) {
    throw new ConfigError(
      `MAIL_FROM=${from ?? ""}: expected the address that mail is sent from, such as service@shop.example`,
    );
  }
  return { url, from, dkim: env["MAIL_DKIM"] ? dkimOf(env["MAIL_DKIM"]) : undefined };
}

function stripeKeyOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  // It is never repeated.
  if (!/^(sk|rk)_(test|live)_\S+$/.test(text)) {
    throw new ConfigError("STRIPE_SECRET_KEY: expected a secret or restricted key, which begins with sk_ or rk_");
  }
  return text;
}

function dkimOf(text: string): NonNullable<MailConfig["dkim"]> {
  const [domain, selector, ...file] = text.split(":");
  const path = file.join(":");
  if (!domain || !selector || !path) {
    throw new ConfigError(
      `MAIL_DKIM=${text}: expected domain:selector:file, such as shop.example:2026:/etc/dkim/shop.pem`,
    );
  }
  try {
    return { domain, selector, privateKey: readFileSync(path, "utf8") };
  } catch (error) {
    throw new ConfigError(
      `MAIL_DKIM=${text}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`,
    );
  }
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
