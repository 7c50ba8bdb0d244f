import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { giveBack } from "../budgets/index.ts";
import { modelInForce } from "../learning/index.ts";
import { concerns, programsInForce } from "../programs/index.ts";
import { caseUnderProgram } from "./case-under-program.ts";
import { decidedRow, decisionInForce, isValid, readDecisions, supersede, writeDecisions } from "./decision-log.ts";
import { unknownSubject } from "./decision-problems.ts";
import { type DecisionViewData, viewDecision } from "./decision-view.ts";
import type { Moment } from "./moment.ts";
import { rowOf, toDecide } from "./to-decide.ts";
import { weigh } from "./weigh.ts";
import { readWhatStands } from "./what-stands.ts";
import { weighWithinBudget } from "./within-budget.ts";

/**
 * Decides what is best for a subject at a moment, writes it down and answers it. Asking again while the decision is valid
 * answers the same one; so does asking about imported history, which is decided once and for all. When it has run out,
 * a new decision takes its place.
 * @param subject the UUID of what is decided about
 * @throws unknown-subject (404)
 */
export async function decideNextStep(
  context: { readonly tx: Tx; readonly clock: Clock },
  moment: Moment,
  subject: string,
): Promise<DecisionViewData> {
  const { tx, clock } = context;
  const now = clock.now();
  const [question] = await moment.questions(tx, [subject]);
  if (!question) throw unknownSubject({ subject: toWire(moment.subject, subject), moment: moment.name });
  const stands = await readWhatStands(tx, moment, [question], now);
  const inForce = stands.decisionOn(subject);
  const [standing] = await readDecisions(tx, inForce === undefined ? [] : [inForce]);
  if (standing && isValid(standing, now)) return viewDecision(tx, standing);
  if (standing) await supersede(tx, standing.id, now);
  const due = await toDecide(moment, question, stands, now, standing);
  const within = due.payer ? await weighWithinBudget(context, due.payer, due) : undefined;
  const fresh = rowOf(due, within ?? { asked: due.asked, weighed: due.weigh(due.asked) });
  const written = await writeDecisions(tx, [fresh]);
  if (within?.paid && !written.has(fresh.id)) await giveBack(tx, within.paid);
  const decided = written.has(fresh.id) ? fresh : await decisionInForce(tx, moment.name, subject);
  if (!decided) throw new Error(`the decision about ${subject} was taken back while it was being read`);
  return viewDecision(tx, decided);
}

/**
 * Decides afterwards about subjects of imported history, each as of its own moment, with what is known of shoppers now: what programs
 * have learned since has no part in it, as it did not decide then.
 * @returns how many decisions were written; a subject that has one already is left alone
 */
export async function decideRetrospectively(
  { tx, clock }: { readonly tx: Tx; readonly clock: Clock },
  moment: Moment,
  subjects: readonly string[],
): Promise<number> {
  const baseline = await modelInForce(tx, moment.name);
  const programs = await programsInForce(tx, moment);
  const questions = await moment.questions(tx, subjects);
  const now = clock.now();
  const rows = questions.map((question) => {
    const program = programs.find((each) => concerns(each, question));
    const models = { baseline: baseline?.model };
    const asked = caseUnderProgram(question, program, { recentOffers: 0, now, models });
    const weighed = weigh(moment, asked, models, `${moment.name}/${question.subject}`);
    return decidedRow(moment, asked, weighed, { program, models: { baseline }, decidedAt: now, retrospective: true });
  });
  return (await writeDecisions(tx, rows)).size;
}
