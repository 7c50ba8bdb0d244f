import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { translator, whenTextIsMissing } from "@aftercare/messages";
import type { SampleTour } from "@aftercare/simulator";
import { reactions, timers } from "../../capabilities.ts";
import { ConfigError, type MailConfig, readConfig } from "../../foundation/config/index.ts";
import { openPlatform, type Platform } from "../../platform.ts";
import { startApp } from "../../start-app.ts";
import { buildFrontEnds } from "../front-ends/index.ts";
import { ensureSampleLogins, ensureSampleRetailer, isPortFree, type SampleLogin } from "../start/index.ts";
import { cliLocale } from "./cli-locale.ts";
import type { CommandContext } from "./command.ts";
import { failWith } from "./fail-with.ts";
import { learnWithProgress } from "./learn-with-progress.ts";
import { progressBar } from "./progress-bar.ts";
import { untilStopped } from "./until-stopped.ts";

/** `npm start`: everything a newcomer needs, one step after the other, each said in a line. */
export async function startCommand(argv = process.argv.slice(2), env = process.env): Promise<void> {
  const locale = cliLocale(env);
  const context: CommandContext = { argv, env, locale, t: translator(locale).t };
  whenTextIsMissing("fall-back");
  if (argv.some((argument) => argument === "--help" || argument === "-h")) {
    console.log(context.t("cli.start.usage"));
    return;
  }
  try {
    refuseUnknown(context);
    const config = readConfig(env, argv);
    if (config.roles.has("web") && !(await isPortFree(config.port, config.host))) {
      throw new ConfigError(
        context.t("cli.start.port-taken", { port: String(config.port), other: String(config.port + 1) }),
      );
    }
    mkdirSync(config.dataFolder, { recursive: true });
    const [platform] = await Promise.all([openPlatform(config, "aftercare"), buildFrontEnds()]);
    const tour = await furnish(platform, context, join(config.dataFolder, "sample-tour.json"));
    const logins = await ensureSampleLogins(
      platform.work,
      platform.clock,
      config.dataFolder,
      context.t("cli.start.first-store"),
    );
    const app = await startApp(platform, config);
    if (app.address !== undefined) sayWhereToGo(app.address, logins, { tour, mail: config.mail }, context);
    await untilStopped();
    console.log(context.t("cli.start.stopping"));
    await app.close();
    await platform.close();
    process.exit(0);
  } catch (error) {
    failWith(error, locale);
  }
}

/** A setting that is misspelt or meant for another place (`--port 4001`) would otherwise be passed over without a word. */
function refuseUnknown({ argv, t }: CommandContext): void {
  const unknown = argv.find((argument, place) => argument !== "--roles" && argv[place - 1] !== "--roles");
  if (unknown !== undefined) {
    throw new ConfigError(`${t("cli.start.unknown", { argument: unknown })}\n\n${t("cli.start.usage")}`);
  }
}

/** Fills an empty house with the sample retailer; answers the first cases to try, kept in a file for later starts. */
async function furnish(platform: Platform, context: CommandContext, file: string): Promise<SampleTour | undefined> {
  const bars = {
    recorded: progressBar(context.t("cli.start.sample")),
    lived: progressBar(context.t("cli.start.living")),
  };
  const tour = await ensureSampleRetailer(
    { ...platform, reactions, timers },
    {
      onRecorded(done, total) {
        bars.recorded.update(done, total);
        if (done === total) bars.recorded.stop();
      },
      onLived: bars.lived.update,
    },
  ).finally(() => {
    bars.recorded.stop();
    bars.lived.stop();
  });
  if (tour === undefined) return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as SampleTour) : undefined;
  await learnWithProgress(platform, context);
  writeFileSync(file, JSON.stringify(tour));
  return tour;
}

function sayWhereToGo(
  address: string,
  logins: readonly SampleLogin[],
  { tour, mail }: { readonly tour: SampleTour | undefined; readonly mail: MailConfig | undefined },
  { t }: CommandContext,
): void {
  const places = { shopper: "/", counter: "/counter", desk: "/desk", console: "/console", api: "/openapi.json" };
  console.log(`\n${t("cli.start.ready")}\n`);
  for (const [place, path] of Object.entries(places)) {
    console.log(`  ${t(`cli.start.place.${place}`).padEnd(18)} ${address}${path}`);
  }
  if (logins.length > 0) console.log(`\n${t("cli.start.logins")}\n`);
  for (const { role, login, password } of logins) {
    console.log(`  ${t(`cli.start.role.${role}`).padEnd(18)} ${login.padEnd(12)} ${password}`);
  }
  if (tour) {
    const { order, email } = tour.shopper;
    const { receipt, barcode } = tour.counter;
    console.log(`\n${t("cli.start.try-order", { order, proof: email, receipt, barcode })}`);
  }
  console.log(`\n${mail === undefined ? t("cli.start.mail-stays") : t("cli.start.mail-leaves", { from: mail.from })}`);
  console.log(`\n${t("cli.start.stop-hint")}`);
}
