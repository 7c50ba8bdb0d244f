import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { type ModelInForce, modelInForce } from "../learning/index.ts";
import type { Case } from "./case.ts";
import { type Decided, decidedRow, decisionInForce, supersede, writeDecisions } from "./decision-log.ts";
import { unknownSubject } from "./decision-problems.ts";
import { type DecisionViewData, viewDecision } from "./decision-view.ts";
import type { Moment } from "./moment.ts";
import { weigh } from "./weigh.ts";

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
  const standing = await decisionInForce(tx, moment.name, subject);
  if (standing && (standing.retrospective || standing.valid_until > now)) return viewDecision(tx, standing);
  const [asked] = await moment.cases(tx, [subject]);
  if (!asked) throw unknownSubject({ subject: toWire(moment.subject, subject), moment: moment.name });
  if (standing) await supersede(tx, standing.id, now);
  const model = await modelInForce(tx, moment.name);
  const fresh = decide(moment, asked, { model, now, earlier: standing });
  const written = await writeDecisions(tx, [fresh]);
  const decided = written.has(fresh.id) ? fresh : await decisionInForce(tx, moment.name, subject);
  if (!decided) throw new Error(`the decision about ${subject} was taken back while it was being read`);
  return viewDecision(tx, decided);
}

/**
 * Decides afterwards about subjects of imported history, each as of its own moment, with the model in force.
 * @returns how many decisions were written; a subject that has one already is left alone
 */
export async function decideRetrospectively(
  { tx, clock }: { readonly tx: Tx; readonly clock: Clock },
  moment: Moment,
  subjects: readonly string[],
): Promise<number> {
  const model = await modelInForce(tx, moment.name);
  const cases = await moment.cases(tx, subjects);
  const now = clock.now();
  const rows = cases.map((asked) => decide(moment, asked, { model, now, retrospective: true }));
  return (await writeDecisions(tx, rows)).size;
}

function decide(
  moment: Moment,
  asked: Case,
  how: { model: ModelInForce | undefined; now: Date; earlier?: Decided | undefined; retrospective?: boolean },
): Decided {
  const draw = [moment.name, asked.subject, ...(how.earlier ? [how.earlier.id] : [])].join("/");
  const weighed = weigh(moment, asked, how.model?.model, draw);
  const windowEnd = asked.asOf.getTime() + moment.validForDays * 86_400_000;
  const tooLate = how.earlier === undefined && windowEnd <= how.now.getTime();
  return decidedRow(moment, asked, weighed, {
    model: how.model,
    decidedAt: how.now,
    // First asked about when its time was already over: what happened since is no outcome of this decision.
    retrospective: how.retrospective ?? tooLate,
  });
}
