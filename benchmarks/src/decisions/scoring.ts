import { returnIncentive } from "../../../packages/platform/src/care/incentives/index.ts";
import {
  asModels,
  caseUnderProgram,
  modelsInForce,
  weigh,
} from "../../../packages/platform/src/judgement/decisions/index.ts";
import { programsInForce } from "../../../packages/platform/src/judgement/programs/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { quantile } from "../load/quantile.ts";

const rounds = 100;

/**
 * What deciding about one shopper costs without a database, from their features to the chosen action with its reasons: costs and
 * guardrails, the models, the values, the choice. Microseconds.
 */
export async function scoreInProcess(
  { work, clock }: Platform,
  subjects: readonly string[],
): Promise<{ readonly p50: number; readonly p99: number; readonly actions: number }> {
  const { questions, program, models } = await work.run("bench", async (tx) => {
    const [program] = await programsInForce(tx, returnIncentive);
    const models = asModels(await modelsInForce(tx, returnIncentive, program));
    return { questions: await returnIncentive.questions(tx, subjects), program, models };
  });
  if (!models.baseline || !models.program || !models.challenger) throw new Error("not all models are there");
  const took: number[] = [];
  let actions = 0;
  for (let round = 0; round < rounds; round++) {
    for (const question of questions) {
      const start = performance.now();
      const asked = caseUnderProgram(question, program, { recentOffers: 0, now: clock.now(), models: {} });
      const { alternatives } = weigh(returnIncentive, asked, models, `${round}/${question.subject}`);
      // The first tenth lets the compiler see what is called.
      if (round >= rounds / 10) took.push(1_000 * (performance.now() - start));
      actions = alternatives.length;
    }
  }
  return { p50: quantile(took, 0.5), p99: quantile(took, 0.99), actions };
}
