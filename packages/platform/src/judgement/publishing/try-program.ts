import type { z } from "zod";
import { readStock } from "../../facts/catalogue/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { asModels, caseUnderProgram, type Moment, modelsInForce, type Question, weigh } from "../decisions/index.ts";
import {
  concerns,
  type ProgramDocument,
  programsInForce,
  type ReadyProgram,
  readyProgram,
  skusNamed,
} from "../programs/index.ts";
import type { Trial } from "./programs.contract.ts";

/** Enough to see a rare refusal, few enough for an answer while somebody types. */
const mostSubjects = 400;

/** The latest subjects of a moment, on whom a document is tried. */
export async function latestQuestions(tx: DatabaseTx, moment: Moment): Promise<Question[]> {
  return moment.questions(tx, await moment.latest(tx, mostSubjects));
}

/**
 * What a document would do with the latest subjects of its moment, under the models in force. Offers that shoppers were given lately are
 * left out of account, as the trial asks what the program is like and not what this week was like.
 */
export async function tryProgram(
  tx: DatabaseTx,
  moment: Moment,
  document: ProgramDocument,
  questions: readonly Question[],
): Promise<z.output<typeof Trial>> {
  const standing = await programsInForce(tx, moment);
  const others = standing.filter((each) => each.document.name !== document.name);
  const program = readyProgram(document, moment.facts);
  const taken = (question: Question) => others.some((each) => isBefore(each, program) && concerns(each, question));
  const present = { ...program, version: 0, since: new Date(0) };
  // What is tried on the side is no part of what the draft would do.
  const models = { ...asModels(await modelsInForce(tx, moment, present)), challenger: undefined };
  const stock = await readStock(tx, skusNamed(document));
  const concerned = questions.filter((question) => concerns(program, question) && !taken(question));
  const weighed = concerned.map((question) => {
    const asked = {
      ...caseUnderProgram(question, present, { recentOffers: 0, stock, now: question.asOf, models }),
      holdout: 0,
      exploration: 0,
    };
    return weigh(moment, asked, models, question.subject);
  });
  const chosen = weighed.map((each) => each.alternatives.find(({ action }) => action === each.chosen)!);
  return {
    subjects: questions.length,
    concerned: concerned.length,
    actions: ["none", ...document.actions.map(({ id }) => id)].map((action, position) => {
      const standings = weighed.map(({ alternatives }) => alternatives[position]!);
      return {
        action,
        eligible: standings.filter(({ eligible }) => eligible).length,
        best: chosen.filter((each) => each.action === action).length,
        refusals: countReasons(standings.flatMap(({ ineligibleBecause }) => ineligibleBecause ?? [])),
      };
    }),
    addedWorth: mean(weighed.map(({ alternatives }, k) => chosen[k]!.value.value - alternatives[0]!.value.value)),
    cost: mean(chosen.map(({ expectedCost }) => expectedCost)),
  };
}

function isBefore(one: ReadyProgram, other: ReadyProgram): boolean {
  const [a, b] = [one.document, other.document];
  return a.rank < b.rank || (a.rank === b.rank && a.name < b.name);
}

function countReasons(reasons: readonly string[]): { reason: string; count: number }[] {
  return [...Map.groupBy(reasons, (reason) => reason)]
    .map(([reason, all]) => ({ reason, count: all.length }))
    .sort((a, b) => b.count - a.count);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, each) => sum + each, 0) / values.length;
}
