import { concerns, type PublishedProgram } from "../programs/index.ts";
import type { Case, Question } from "./case.ts";
import { caseUnderProgram } from "./case-under-program.ts";
import { type Decided, decidedRow, withoutProgram } from "./decision-log.ts";
import { asModels, type ModelsInForce } from "./models-in-force.ts";
import type { Moment } from "./moment.ts";
import { type Weighed, weigh } from "./weigh.ts";
import type { WhatStands } from "./what-stands.ts";
import type { WithinBudget } from "./within-budget.ts";

/** A question that nobody has decided, with everything that decides it but the budget. */
export interface ToDecide {
  readonly moment: Moment;
  readonly program: PublishedProgram | undefined;
  readonly models: ModelsInForce;
  readonly asked: Case;
  /** What the random part hangs on. */
  readonly draw: string;
  readonly decidedAt: Date;
  /** First asked about when its time was already over: what happened since is no outcome of the decision. */
  readonly retrospective: boolean;
  /** The program whose budget pays; what happened long ago is paid by no budget of today. */
  readonly payer: PublishedProgram | undefined;
  /** Pure: the same case gives the same answer. */
  weigh(asked: Case): Weighed;
}

/** @param before the decision that has run out and in whose place the new one stands */
export async function toDecide(
  moment: Moment,
  question: Question,
  stands: WhatStands,
  now: Date,
  before?: Decided,
): Promise<ToDecide> {
  const { subject } = question;
  const program = stands.programs.find((each) => concerns(each, question));
  const recentOffers = program ? stands.offersWithin(program, subject) : 0;
  const models = await stands.modelsOf(program);
  const deciding = asModels(models);
  const draw = [moment.name, subject, ...(before ? [before.id] : [])].join("/");
  const { validDays } = program?.document ?? withoutProgram(moment);
  const retrospective = before === undefined && question.asOf.getTime() + validDays * dayMs <= now.getTime();
  // What is there today says nothing about what was there long ago.
  const stock = retrospective ? undefined : stands.stock;
  return {
    ...{ moment, program, models, draw, decidedAt: now, retrospective },
    asked: caseUnderProgram(question, program, { recentOffers, stock, now, models: deciding }),
    payer: program?.document.budget && !retrospective ? program : undefined,
    weigh: (asked) => weigh(moment, asked, deciding, draw),
  };
}

const dayMs = 86_400_000;

/** A question as it was decided, as a row. */
export function rowOf(
  { moment, program, models, decidedAt, retrospective }: ToDecide,
  { asked, weighed, account }: Pick<WithinBudget, "asked" | "weighed"> & Partial<Pick<WithinBudget, "account">>,
): Decided {
  return decidedRow(moment, asked, weighed, { program, models, decidedAt, retrospective, account: account?.id });
}
