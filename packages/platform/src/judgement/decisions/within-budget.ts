import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import {
  accountInForce,
  type BudgetAccount,
  type Charge,
  lockAccount,
  noteSpent,
  type PaidCharge,
  paceAccount,
  payCharge,
  payFromLocked,
  type Usual,
  usualNow,
} from "../budgets/index.ts";
import type { PublishedProgram } from "../programs/index.ts";
import { type Case, chargeOf } from "./case.ts";
import type { Weighed } from "./weigh.ts";

/** A case as it was weighed, with the account that stands behind it and what the choice takes from it. */
export interface WithinBudget {
  readonly asked: Case;
  readonly weighed: Weighed;
  readonly account: BudgetAccount;
  /** Absent where the chosen action costs nothing. */
  readonly charge?: Charge;
}

/** As it was decided, with the charge that was taken from the account. */
export interface PaidDecision extends WithinBudget {
  readonly paid?: PaidCharge;
}

/** A case before its budget was looked at. */
export interface ToWeigh {
  readonly asked: Case;
  /** What the random part hangs on. */
  readonly draw: string;
  /** Pure: the same case gives the same answer. */
  weigh(asked: Case): Weighed;
}

/** When so many offers are left, sums of a second ago will not do any more. */
export const lastOffers = 200;
/** When so many are left, sums that others are just changing will not do either: more than are offered in the time of a transaction. */
const veryLastOffers = 12;

/**
 * Weighs a case at the price of its budget and takes from the account what the chosen action is expected to cost, in the transaction
 * of the decision.
 *
 * How closely the account is looked at hangs on what is left and on what the actions cost, and not on which of them was drawn. To
 * weigh again only where the drawn action cannot be paid would make `none` more frequent than its logged propensity, and wrong
 * whatever is learned from the log. Should a rush spend in a moment what no moment should, a decision is weighed again all the same:
 * the amount comes before the log.
 */
export async function weighWithinBudget(
  context: { readonly tx: DatabaseTx; readonly clock: Clock },
  program: PublishedProgram,
  { asked, draw, weigh }: ToWeigh,
): Promise<PaidDecision> {
  const { tx, clock } = context;
  const now = clock.now();
  const weighOn = (account: BudgetAccount) => weighOnAccount(account, asked, now, draw, weigh);
  const usual = () => usualOf(weigh(asked));
  const find = (options: { afresh: boolean }) => accountInForce(context, program, asked.storeKey, usual, options);
  const noted = (decided: WithinBudget, paid: PaidCharge | undefined) => {
    if (paid) noteSpent(program, decided.account, paid.cost);
    return { ...decided, ...(paid && { paid }) };
  };

  let seen = weighOn(await find({ afresh: false }));
  if (isShort(seen, lastOffers)) seen = weighOn(await find({ afresh: true }));
  const waits = isShort(seen, veryLastOffers);
  if (!waits) {
    if (!seen.charge) return noted(seen, undefined);
    const paid = await payCharge(tx, seen.charge);
    if (paid) return noted(seen, paid);
  }
  // What this process knew may never have been committed, and then cannot be locked.
  const locked = (await lockAccount(tx, seen.account)) ?? (await lockAccount(tx, await find({ afresh: true })));
  if (!locked) throw new Error(`the budget of ${program.document.name} has no account`);
  // That no piece could pay says nothing about the account, and asks for no other choice.
  const stands = !waits && locked.account.id === seen.account.id && isAffordable(seen, locked.account);
  const decided = stands ? seen : weighOn(locked.account);
  return noted(decided, decided.charge && (await payFromLocked(tx, locked, decided.charge)));
}

function isAffordable({ charge }: WithinBudget, { amount, spent }: BudgetAccount): boolean {
  return (charge?.cost ?? 0n) <= amount - spent;
}

/**
 * Weighs a case as an account stands, with what the choice would take from it. Pure.
 * @param draw what the random part hangs on
 */
export function weighOnAccount(
  account: BudgetAccount,
  asked: Case,
  now: Date,
  draw: string,
  weighCase: (asked: Case) => Weighed,
): WithinBudget {
  const { price, left, thrift } = paceAccount(account, now, Math.min(1, asked.exploration + asked.challenge));
  const within: Case = { ...asked, budget: { price, left, thrift, usualCost: usualNow(account).cost } };
  const weighed = weighCase(within);
  const { chosen, alternatives, mode, expectedCost } = weighed;
  const cost = BigInt(chargeOf(expectedCost));
  if (cost === 0n) return { asked: within, weighed, account };
  const worth = alternatives.find(({ action }) => action === chosen)?.value.value ?? 0;
  const charge: Charge = {
    ...{ account: account.id, cost, draw, offers: 1 },
    tried: mode === "explored" ? cost : 0n,
    gained: Math.max(0, worth - (alternatives[0]?.value.value ?? 0)),
    priced: price * Number(cost),
  };
  return { asked: within, weighed, account, charge };
}

/** Whether an account pays for so few offers that others may spend it meanwhile. Where it pays for none, they cannot. */
export function isShort({ account, weighed }: WithinBudget, offers: number): boolean {
  const costs = weighed.alternatives
    .filter(({ eligible, ineligibleBecause }) => eligible || ineligibleBecause === "reasons.ineligible.budget")
    .map(({ expectedCost }) => chargeOf(expectedCost))
    .filter((cost) => cost > 0);
  const left = Number(account.amount - account.spent);
  return weighed.mode !== "holdout" && costs.some((cost) => cost <= left) && left < offers * Math.max(...costs);
}

/** What a program's offers may cost and bring, by one shopper, as long as no other tells. */
export function usualOf({ alternatives: [none, ...others] }: Weighed): Usual {
  const paid = others.filter(({ expectedCost }) => expectedCost > 0);
  if (paid.length === 0) return { cost: 1, return: 1 };
  const returns = paid.map(({ value, expectedCost }) => (value.value - (none?.value.value ?? 0)) / expectedCost);
  const best = Math.max(...returns);
  const cost = paid.reduce((sum, { expectedCost }) => sum + expectedCost, 0) / paid.length;
  return { cost, return: best > 0 ? best : 1 };
}
