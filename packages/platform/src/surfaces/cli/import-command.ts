import { readConfig } from "../../foundation/config/index.ts";
import { openPlatform } from "../../platform.ts";
import { type ImportRequest, type ImportSummary, importJsonLines, importOnlineRetail } from "../files/index.ts";
import { type Command, type CommandContext, usage } from "./command.ts";
import { fromCaller } from "./from-caller.ts";
import { deliveriesWords, learnDeliveries } from "./learn-deliveries.ts";
import { learnWithProgress } from "./learn-with-progress.ts";
import { progressBar } from "./progress-bar.ts";

const formats: Readonly<Record<string, (request: ImportRequest) => Promise<ImportSummary>>> = {
  "online-retail": importOnlineRetail,
  "json-lines": importJsonLines,
};

/**
 * `import FORMAT FILE [--json]`: records a history, learns from it, and sums up what became of each line. Experiments and deliveries
 * have options and summaries of their own.
 */
export const importCommand: Command = async (context) => {
  const { argv, env, t } = context;
  if (argv[0] === "experiment") {
    const { importExperimentCommand } = await import("./import-experiment-command.ts");
    return importExperimentCommand({ ...context, argv: argv.slice(1) });
  }
  if (argv[0] === "deliveries") {
    const { importDeliveriesCommand } = await import("./import-deliveries-command.ts");
    return importDeliveriesCommand({ ...context, argv: argv.slice(1) });
  }
  const [format = "", file, ...rest] = argv.filter((word) => word !== "--json");
  const importFile = formats[format];
  if (!importFile || file === undefined || rest.length > 0) {
    throw usage({
      usage: `npm run aftercare -- import ${Object.keys(formats).join("|")} FILE [--json] | import experiment FILE … | import deliveries FILE …`,
    });
  }
  const platform = await openPlatform(readConfig(env), "aftercare import");
  const bars = { reading: progressBar(t("cli.import.reading")), recording: progressBar(t("cli.import.recording")) };
  try {
    const summary = await importFile({
      work: platform.work,
      clock: platform.clock,
      file: fromCaller(file, env),
      rejectsFolder: fromCaller(".", env),
      onProgress({ phase, done, total }) {
        bars[phase].update(done, total);
        if (done === total) bars[phase].stop();
      },
    });
    for (const bar of Object.values(bars)) bar.stop();
    await platform.clock.refresh();
    await learnWithProgress(platform, context);
    const deliveries = await learnDeliveries(platform, context);
    if (deliveries.replayed.promises > 0) console.error(deliveriesWords(deliveries, context).join("\n"));
    console.log(argv.includes("--json") ? JSON.stringify(summary) : inWords(summary, context));
  } finally {
    for (const bar of Object.values(bars)) bar.stop();
    await platform.close();
  }
};

/** One line for each figure, in the order in which a person would count them. */
function inWords({ rejectsFile, ...figures }: ImportSummary, { t }: CommandContext): string {
  const width = Math.max(...Object.keys(figures).map((name) => t(`cli.import.${inKebab(name)}`).length));
  const lines = Object.entries(figures).map(
    ([name, figure]) =>
      `  ${t(`cli.import.${inKebab(name)}`).padEnd(width)}  ${figure.toLocaleString("en").padStart(12)}`,
  );
  return [...lines, ...(rejectsFile === undefined ? [] : [t("cli.import.rejects", { file: rejectsFile })])].join("\n");
}

function inKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
