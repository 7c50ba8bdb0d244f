import { translator } from "@aftercare/messages";
import { ConfigError, readConfig } from "../../foundation/config/index.ts";
import { openPlatform } from "../../platform.ts";
import { startApp } from "../../start-app.ts";
import { buildFrontEnds } from "../front-ends/index.ts";
import { isPortFree } from "../start/free-port.ts";
import { ensureSampleLogins } from "../start/sample-logins.ts";
import { ensureSampleRetailer } from "../start/sample-retailer.ts";
import { cliLocale } from "./cli-locale.ts";
import { failWith } from "./fail-with.ts";
import { progressBar } from "./progress-bar.ts";
import { untilStopped } from "./until-stopped.ts";

/** `npm start`: everything a newcomer needs, one step after the other, each said in a line. */
export async function startCommand(argv = process.argv.slice(2), env = process.env): Promise<void> {
  const { t } = translator(cliLocale(env));
  try {
    const config = readConfig(env, argv);
    if (config.roles.has("web") && !(await isPortFree(config.port, config.host))) {
      throw new ConfigError(t("cli.start.port-taken", { port: String(config.port), other: String(config.port + 1) }));
    }
    const [platform, built] = await Promise.all([openPlatform(config, "aftercare"), buildFrontEnds()]);
    if (built.length > 0) console.log(t("cli.start.pages-built"));
    const bar = progressBar(t("cli.start.sample"));
    await ensureSampleRetailer(platform, bar).finally(() => bar.stop());
    const logins = await ensureSampleLogins(platform.work, platform.clock, config.dataFolder);
    const app = await startApp(platform, config);
    if (app.address !== undefined) sayWhereToGo(app.address, logins, t);
    await untilStopped();
    console.log(t("cli.start.stopping"));
    await app.close();
    await platform.close();
    process.exit(0);
  } catch (error) {
    failWith(error, cliLocale(env));
  }
}

function sayWhereToGo(
  address: string,
  logins: readonly { role: string; login: string; password: string }[],
  t: (key: string, values?: Record<string, string>) => string,
): void {
  const places = { shopper: "/", counter: "/counter", desk: "/desk", console: "/console" };
  console.log(`\n${t("cli.start.ready")}\n`);
  for (const [place, path] of Object.entries(places)) {
    console.log(`  ${t(`cli.start.place.${place}`).padEnd(18)} ${address}${path}`);
  }
  if (logins.length > 0) console.log(`\n${t("cli.start.logins")}\n`);
  for (const { role, login, password } of logins) {
    console.log(`  ${t(`cli.start.role.${role}`).padEnd(18)} ${login.padEnd(12)} ${password}`);
  }
  console.log(`\n${t("cli.start.stop-hint")}`);
}
