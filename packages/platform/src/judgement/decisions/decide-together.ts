import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { giveBack } from "../budgets/index.ts";
import type { Question } from "./case.ts";
import { isValid, readDecisions, writeDecisions } from "./decision-log.ts";
import { type DecisionViewData, viewDecision } from "./decision-view.ts";
import type { Moment } from "./moment.ts";
import { rowOf, toDecide } from "./to-decide.ts";
import { weighTogether } from "./weigh-together.ts";
import { readWhatStands } from "./what-stands.ts";

/**
 * Decides about several subjects in one transaction as `decideNextStep` does about each, asking the database once for all. Left out is what
 * hangs on something beside its own subject, or on somebody else who decides at the same time: it is to be decided alone.
 * @param subjects UUIDs, each once
 * @returns the decisions by subject
 */
export async function decideTogether(
  context: { readonly tx: Tx; readonly clock: Clock },
  moment: Moment,
  subjects: readonly string[],
): Promise<Map<string, DecisionViewData>> {
  const { tx, clock } = context;
  const now = clock.now();
  const questions = oncePerShopper(await moment.questions(tx, subjects));
  const stands = await readWhatStands(tx, moment, questions, now);
  const inForce = questions.flatMap(({ subject }) => stands.decisionOn(subject) ?? []);
  const standing = (await readDecisions(tx, inForce)).filter((decided) => isValid(decided, now));
  const open = questions.filter(({ subject }) => stands.decisionOn(subject) === undefined);
  const due = await Promise.all(open.map((question) => toDecide(moment, question, stands, now)));
  // In one order everywhere, whoever pays: two who decide about the same subjects must not each wait for what the other has written.
  const fresh = (await weighTogether(context, due))
    .map(({ due, how }) => ({ how, row: rowOf(due, how) }))
    .toSorted((one, other) => bySubject(one.row, other.row));
  const written = await writeDecisions(
    tx,
    fresh.map(({ row }) => row),
  );
  const unwritten = fresh.filter(({ row }) => !written.has(row.id));
  for (const { how } of unwritten) if (how.paid) await giveBack(tx, how.paid);
  const decided = [...standing, ...fresh.flatMap(({ row }) => (written.has(row.id) ? [row] : []))];
  return new Map(await Promise.all(decided.map(async (row) => [row.subject, await viewDecision(tx, row)] as const)));
}

/** What a shopper is given hangs on what they were given just before: of several questions about one, the others come later. */
function oncePerShopper(questions: readonly Question[]): Question[] {
  const inOrder = questions.toSorted(bySubject);
  return [...Map.groupBy(inOrder, ({ shopperId }) => shopperId).values()].map(([first]) => first!);
}

function bySubject(one: { readonly subject: string }, other: { readonly subject: string }): number {
  return one.subject < other.subject ? -1 : 1;
}
