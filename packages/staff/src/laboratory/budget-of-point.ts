import type { ProgramDocument } from "../programs/index.ts";

export const periods = ["week", "month", "quarter"] as const;
export type Period = (typeof periods)[number];

/** Mean lengths in days. */
const days: Readonly<Record<Period, number>> = { week: 7, month: 30.436875, quarter: 91.310625 };

/** Whole minor units for a period, when each decision is to cost so much. */
export function budgetFor(planned: number, decisionsPerDay: number, period: Period): number {
  return Math.ceil(planned * decisionsPerDay * days[period]);
}

/** Whether two documents are the same program but for its budget; one without a currency is in the one given. */
export function isSameButBudget(one: ProgramDocument, other: ProgramDocument, currency: string): boolean {
  const [left, right] = [one, other].map(({ budget: _, ...rest }) => JSON.stringify({ currency, ...rest }));
  return left === right;
}

/** The document with another budget and nothing else changed; regions keep their parts of it. */
export function withBudget(document: ProgramDocument, amount: number, period: Period): ProgramDocument {
  const { budget } = document;
  const before = budget && budgetFor(budget.amount / days[budget.period], 1, period);
  const share = before ? Math.min(1, amount / before) : 1;
  const regions = (budget?.regions ?? []).map((part) => {
    const whole = budget ? (part.amount * days[period]) / days[budget.period] : part.amount;
    return { ...part, amount: Math.max(1, Math.floor(whole * share)) };
  });
  return { ...document, budget: { amount, period, regions } };
}
