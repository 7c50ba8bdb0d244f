import { parseArgs } from "node:util";
import { readConfig } from "../../foundation/config/index.ts";
import { openPlatform } from "../../platform.ts";
import { type DeliveriesSummary, faultIn, importDeliveries } from "../files/index.ts";
import { type Command, type CommandContext, usage } from "./command.ts";
import { fromCaller } from "./from-caller.ts";
import { deliveriesWords, learnDeliveries } from "./learn-deliveries.ts";
import { progressBar } from "./progress-bar.ts";

const help = [
  "npm run aftercare -- import deliveries FILE [--time-zone ZONE] [--replay-from DATE] [--features COLUMN,…]",
  "[--purchased COLUMN] [--handed-over COLUMN] [--delivered COLUMN] [--estimated COLUMN]",
  "[--order COLUMN] [--service COLUMN] [--carrier COLUMN] [--origin COLUMN] [--country COLUMN] [--post-code COLUMN] [--json]",
].join(" ");

const text = { type: "string" } as const;

/**
 * `import deliveries FILE …`: makes a file of orders with their times the ground on which deliveries are promised, learns from it, and says of the
 * last half year what would have been promised.
 */
export const importDeliveriesCommand: Command = async (context) => {
  const { env, t } = context;
  const { file, json, timeZone, replayFrom, features, named } = deliveriesOptions(context.argv);
  const platform = await openPlatform(readConfig(env), "aftercare import deliveries");
  const bars = { reading: progressBar(t("cli.import.reading")), recording: progressBar(t("cli.import.recording")) };
  try {
    const summary = await importDeliveries({
      ...{
        work: platform.work,
        clock: platform.clock,
        file: fromCaller(file, env),
        rejectsFolder: fromCaller(".", env),
      },
      ...{ timeZone, named, features },
      onProgress: ({ phase, done, total }) => bars[phase].update(done, total),
    }).finally(() => {
      for (const bar of Object.values(bars)) bar.stop();
    });
    if (!json) console.log(inWords(summary, context));
    await platform.clock.refresh();
    const learned = await learnDeliveries(platform, context, replayFrom);
    console.log(json ? JSON.stringify({ ...summary, ...learned }) : deliveriesWords(learned, context).join("\n"));
  } finally {
    await platform.close();
  }
};

function deliveriesOptions(argv: readonly string[]) {
  const { values, positionals } = parsed(argv);
  const { json, "time-zone": timeZone, "replay-from": replayFrom, features, "post-code": postCode, ...named } = values;
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw usage({ usage: help });
  if (replayFrom !== undefined && !isDay(replayFrom))
    throw faultIn("--replay-from", `"${replayFrom}" is no day; write it as 2026-01-31`);
  const columns = (features ?? "").split(",").map((name) => name.trim());
  return {
    ...{ file, json, timeZone, replayFrom, named: { ...named, postCode } },
    features: columns.filter((name) => name !== ""),
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: true,
      options: {
        ...{ purchased: text, "handed-over": text, delivered: text, estimated: text, order: text, service: text },
        ...{
          carrier: text,
          origin: text,
          country: text,
          "post-code": text,
          features: text,
          "time-zone": text,
          "replay-from": text,
        },
        json: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw usage({ usage: `${help} (${error instanceof Error ? error.message : String(error)})` });
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

function inWords(summary: DeliveriesSummary, { t }: CommandContext): string {
  const { notes, from, until, timeZone, rejectsFile, read, added, changed, alreadyKnown, rejected } = summary;
  return [
    ...notes.map((note) => `  ${note}`),
    t("cli.deliveries.rows", { read, added, changed, known: alreadyKnown, rejected }),
    t("cli.deliveries.what", { delivered: summary.delivered, cancelled: summary.cancelled, lanes: summary.lanes }),
    t("cli.deliveries.days", { from, until, timeZone }),
    ...(rejectsFile === undefined ? [] : [t("cli.import.rejects", { file: rejectsFile })]),
  ].join("\n");
}
