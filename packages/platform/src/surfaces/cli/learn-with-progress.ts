import { learnFromHistory } from "../../care/incentives/index.ts";
import type { Platform } from "../../platform.ts";
import type { CommandContext } from "./command.ts";
import { learnedWords } from "./learned-words.ts";
import { progressBar } from "./progress-bar.ts";

/** Trains on the recorded history and decides for its returns, with a bar for each, and says what came of it. */
export async function learnWithProgress({ work, clock }: Platform, context: CommandContext): Promise<void> {
  const { t } = context;
  const bars = { train: progressBar(t("cli.learn.train")), decide: progressBar(t("cli.learn.decide")) };
  const learned = await learnFromHistory({
    unitOfWork: work,
    clock,
    onProgress: ({ stage, done, total }) => {
      bars[stage].update(done, total);
      if (done === total) bars[stage].stop();
    },
  }).finally(() => {
    bars.train.stop();
    bars.decide.stop();
  });
  console.error(t("cli.learn.done", { decisions: learned.decisions }));
  for (const [program, card] of learned.programs) console.error(learnedWords(program, card, context));
}
