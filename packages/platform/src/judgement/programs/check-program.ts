import { z } from "zod";
import type { ActionTerms } from "../../facts/actions/index.ts";
import { compileExpression, type ExpressionError } from "./expression.ts";
import { ProgramDocument } from "./program.schema.ts";
import type { FactDeclaration } from "./shopper-case.ts";

/** What a program is checked against: the moment it decides at. */
export interface ProgramMoment {
  readonly name: string;
  /** Days after which an outcome counts, of which a program chooses one. */
  readonly horizons: readonly number[];
  readonly facts: readonly FactDeclaration[];
  /** What can be done there; everything where nothing is said. */
  readonly kinds?: readonly ActionTerms["kind"][];
}

/** What is wrong with a program, where: a path into the document, and for expressions the place in the text. */
export interface ProgramFault {
  /** As a JSON pointer without the leading slash: `actions/0/eligible`. */
  readonly field: string;
  readonly message: string;
  readonly at?: Pick<ExpressionError, "start" | "end">;
}

/** Everything about a program that its schema alone cannot say. Empty when it can be published. */
export function checkProgram(program: ProgramDocument, moments: readonly ProgramMoment[]): ProgramFault[] {
  const moment = moments.find(({ name }) => name === program.moment);
  if (!moment) {
    const known = moments.map(({ name }) => name).join(", ");
    return [{ field: "moment", message: `no moment of this name is declared; there are ${known}` }];
  }
  return [
    ...checkExpressions(program, moment.facts),
    ...checkHorizon(program, moment.horizons),
    ...checkWeights(program),
    ...twice(program.actions, ({ id }) => id, "actions", "id"),
    ...twice(program.regions, ({ name }) => name, "regions", "name"),
    ...checkRegions(program),
    ...checkActions(program),
    ...checkKinds(program, moment),
    ...checkCurrency(program),
  ];
}

const { audience, actions } = ProgramDocument.shape;
const Conditions = z.object({
  moment: z.string(),
  audience: audience.catch(undefined),
  actions: z.array(z.object({ eligible: actions.element.shape.eligible.catch(undefined) }).catch({})).catch([]),
});
type Conditions = Omit<z.output<typeof Conditions>, "moment">;

/** What is wrong with the conditions of a document that is not whole yet: whoever writes one need not fill in everything else first. */
export function checkConditions(given: unknown, moments: readonly ProgramMoment[]): ProgramFault[] {
  const { data } = Conditions.safeParse(given);
  const moment = moments.find(({ name }) => name === data?.moment);
  return data && moment ? checkExpressions(data, moment.facts) : [];
}

function checkExpressions(program: Conditions, facts: readonly FactDeclaration[]): ProgramFault[] {
  const expressions = [
    { field: "audience", text: program.audience },
    ...program.actions.map(({ eligible }, i) => ({ field: `actions/${i}/eligible`, text: eligible })),
  ];
  return expressions.flatMap(({ field, text }) => {
    if (text === undefined) return [];
    const compiled = compileExpression(text, facts);
    if (!("error" in compiled)) return [];
    const { message, start, end } = compiled.error;
    return [{ field, message, at: { start, end } }];
  });
}

function checkHorizon({ goal }: ProgramDocument, horizons: readonly number[]): ProgramFault[] {
  if (horizons.includes(goal.horizonDays)) return [];
  return [{ field: "goal/horizonDays", message: `one of ${horizons.join(", ")} days is needed` }];
}

/** A goal that counts nothing finds nothing worth giving: all that would ever be given is what is tried out. */
function checkWeights({ goal }: ProgramDocument): ProgramFault[] {
  const stated = [
    { field: "goal/weights", weights: goal.weights },
    ...goal.regions.map(({ weights }, i) => ({ field: `goal/regions/${i}/weights`, weights })),
  ];
  return stated
    .filter(({ weights }) => Object.values(weights).every((weight) => weight === 0))
    .map(({ field }) => ({
      field: `${field}/margin`,
      message: "this goal counts nothing; one weight above 0 is needed",
    }));
}

/** A store that two regions claim would have two goals and two budgets. */
function checkRegions({ regions, goal, budget }: ProgramDocument): ProgramFault[] {
  const claimed = regions.flatMap(({ stores }, r) =>
    stores.map((store, s) => ({ store, field: `regions/${r}/stores/${s}` })),
  );
  const shared = claimed.filter(({ store }, i) => claimed.findIndex((each) => each.store === store) < i);
  const names = new Set(regions.map(({ name }) => name));
  const asked = [
    ...goal.regions.map(({ region }, i) => ({ region, field: `goal/regions/${i}/region` })),
    ...(budget?.regions ?? []).map(({ region }, i) => ({ region, field: `budget/regions/${i}/region` })),
  ];
  const parts = (budget?.regions ?? []).reduce((sum, { amount }) => sum + amount, 0);
  return [
    ...shared.map(({ store, field }) => ({ field, message: `store ${store} already belongs to another region` })),
    ...asked
      .filter(({ region }) => !names.has(region))
      .map(({ region, field }) => ({ field, message: `there is no region ${region} under regions` })),
    ...twice(goal.regions, ({ region }) => region, "goal/regions", "region"),
    ...twice(budget?.regions ?? [], ({ region }) => region, "budget/regions", "region"),
    ...(budget && parts > budget.amount
      ? [
          {
            field: "budget/regions",
            message: `the regions' parts add up to ${parts}, more than the whole of ${budget.amount}`,
          },
        ]
      : []),
  ];
}

/** An action that the guardrails could never let through is a mistake, not a choice. */
function checkActions({ actions, guardrails }: ProgramDocument): ProgramFault[] {
  return actions.flatMap(({ terms }, i) => {
    if (terms.kind !== "percent-off" || terms.percent / 100 <= guardrails.mostDiscount || terms.most !== undefined)
      return [];
    const most = Math.round(100 * guardrails.mostDiscount);
    return [
      { field: `actions/${i}/terms/percent`, message: `is above the guardrail of ${most} % and could never be given` },
    ];
  });
}

/** A kind that nothing carries out at the moment would be decided and never done. */
function checkKinds({ actions }: ProgramDocument, { name, kinds }: ProgramMoment): ProgramFault[] {
  return actions.flatMap(({ terms }, i) =>
    kinds === undefined || kinds.includes(terms.kind)
      ? []
      : [
          {
            field: `actions/${i}/terms/kind`,
            message: `${terms.kind} cannot be done at ${name}; choose one of ${kinds.join(", ")}`,
          },
        ],
  );
}

/** A sum means something in one currency only. */
function checkCurrency({ currency, budget, actions, goal }: ProgramDocument): ProgramFault[] {
  if (currency !== undefined) return [];
  const named = [
    ...(budget ? ["budget"] : []),
    ...(goal.weights.visits > 0 || goal.weights.points > 0 ? ["goal/weights"] : []),
    ...actions.flatMap(({ terms }, i) => (namesSum(terms) ? [`actions/${i}/terms`] : [])),
  ];
  return named.map((field) => ({ field: "currency", message: `is needed, since ${field} names a sum` }));
}

function namesSum(terms: ActionTerms): boolean {
  return "amount" in terms || "cost" in terms || ("most" in terms && terms.most !== undefined);
}

function twice<Item>(items: readonly Item[], key: (item: Item) => string, list: string, field: string): ProgramFault[] {
  const keys = items.map(key);
  return keys.flatMap((each, i) =>
    keys.indexOf(each) < i ? [{ field: `${list}/${i}/${field}`, message: `${each} is there twice` }] : [],
  );
}
