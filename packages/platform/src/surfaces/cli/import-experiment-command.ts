import { readRetailer } from "../../facts/retailer/index.ts";
import { readConfig } from "../../foundation/config/index.ts";
import { experimentMoments, recordExperiment } from "../../judgement/experiments/index.ts";
import { learnPrograms } from "../../judgement/training/index.ts";
import { openPlatform, type Platform } from "../../platform.ts";
import { type ExperimentRequest, readExperiment } from "../experiments/index.ts";
import { faultIn } from "../files/index.ts";
import type { Command, CommandContext } from "./command.ts";
import { type ExperimentOptions, experimentOptions } from "./experiment-options.ts";
import { experimentWords } from "./experiment-words.ts";
import { fromCaller } from "./from-caller.ts";
import { learnedWords } from "./learned-words.ts";
import { progressBar } from "./progress-bar.ts";

const dayMs = 86_400_000;

/**
 * `import experiment FILE …`: makes a randomised experiment a program's log, learns from it, and says what was proven. `--dry-run` says what
 * would become of every column and writes nothing.
 */
export const importExperimentCommand: Command = async (context) => {
  const options = experimentOptions(context.argv);
  const platform = await openPlatform(readConfig(context.env), "aftercare import experiment");
  try {
    const request = await requestOf(options, platform, context);
    const { experiment, report } = await readExperiment(request);
    if (!options.json) console.log(experimentWords(report, context));
    if (options.dryRun) {
      console.log(options.json ? JSON.stringify(report) : context.t("cli.experiment.dry-run"));
      return;
    }
    const bar = progressBar(context.t("cli.import.recording"));
    const added = await platform.work
      .run("import", (tx) =>
        recordExperiment(tx, experiment, { now: platform.clock.now(), by: "import", onProgress: bar.update }),
      )
      .finally(() => bar.stop());
    const { t } = context;
    if (!options.json)
      console.log(
        added === 0 ? t("cli.experiment.known") : t("cli.experiment.added", { rows: added, name: request.name }),
      );
    const card = added === 0 ? undefined : await learnFrom(request.name, platform, context);
    if (options.json) console.log(JSON.stringify({ ...report, added, ...(card && { learned: card }) }));
    else {
      if (card) console.log(learnedWords(request.name, card, context));
      console.log(t("cli.experiment.next", { path: `/console/programs/${request.name}` }));
    }
  } finally {
    await platform.close();
  }
};

/** What neither the command line nor the file says is taken from the retailer. */
async function requestOf(options: ExperimentOptions, { database, clock }: Platform, context: CommandContext) {
  const { dryRun: _, json: __, ...given } = options;
  const retailer = await readRetailer({ db: database.kysely });
  const now = clock.now().getTime();
  if (options.at && options.at.getTime() + options.horizonDays * dayMs > now)
    throw faultIn("--at", `outcomes of ${options.horizonDays} days cannot be known yet; name an earlier day`);
  return {
    ...given,
    file: fromCaller(options.file, context.env),
    title: options.title ?? context.t("cli.experiment.title", { name: options.name }),
    currency: options.currency ?? retailer.currency,
    marginRate: options.marginRate ?? Number(retailer.assumedMarginRate),
    at: options.at ?? new Date(now - options.horizonDays * dayMs),
  } satisfies ExperimentRequest;
}

async function learnFrom(name: string, { work, clock, database }: Platform, { t }: CommandContext) {
  console.error(t("cli.experiment.learning"));
  const moments = await experimentMoments({ db: database.kysely });
  const moment = moments.find((each) => each.name === `experiment.${name}`);
  return moment && (await learnPrograms({ unitOfWork: work, clock }, moment)).get(name);
}
