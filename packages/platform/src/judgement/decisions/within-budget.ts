import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import {
  accountInForce,
  type BudgetAccount,
  type Charge,
  chargeLocked,
  chargeShard,
  forgetAccount,
  lockAccount,
  noteSpent,
  paceAccount,
  shardOf,
  type Usual,
} from "../budgets/index.ts";
import type { PublishedProgram } from "../programs/index.ts";
import { type Case, chargeOf } from "./case.ts";
import type { Weighed } from "./weigh.ts";

/** A case as it was weighed, with the account that stood behind it and what was taken from it. */
export interface WithinBudget {
  readonly asked: Case;
  readonly weighed: Weighed;
  readonly account: BudgetAccount;
  /** Absent where the chosen action costs nothing. */
  readonly charge?: Charge;
}

/**
 * When so many offers are left, every decision waits for its turn and sees the account as it is. Before that the sums of a second ago
 * do, since no second is busy enough to spend as much.
 */
const lastOffers = 200;

/**
 * Weighs a case at the price of its budget and takes from the account what the chosen action is expected to cost, in the transaction
 * of the decision.
 *
 * Whether the account is looked at afresh hangs on what is left and on what the actions cost, and not on which of them was drawn. To
 * weigh again only where the drawn action cannot be paid would make `none` more frequent than its logged propensity, and wrong
 * whatever is learned from the log.
 * @param weighCase pure: the same case gives the same answer
 */
export async function weighWithinBudget(
  context: { readonly tx: DatabaseTx; readonly clock: Clock },
  program: PublishedProgram,
  asked: Case,
  draw: string,
  weighCase: (asked: Case) => Weighed,
): Promise<WithinBudget> {
  const { tx, clock } = context;
  const now = clock.now();
  const weighOn = (account: BudgetAccount) => weighOnAccount(account, asked, now, draw, weighCase);
  const find = () => accountInForce(context, program, asked.storeKey, () => usualOf(weighCase(asked)));

  const account = await find();
  const seen = weighOn(account);
  const narrow = isNarrow(seen);
  if (!narrow && (!seen.charge || (await chargeShard(tx, seen.charge)))) return noted(program, seen);

  const locked = (await lockAccount(tx, account)) ?? (await lockOpened());
  const { amount, spent } = locked.account;
  // A piece that is empty says nothing about the account, and asks for no other choice.
  const stands = !narrow && locked.account.id === account.id && (seen.charge?.cost ?? 0n) <= amount - spent;
  const decided = stands ? seen : weighOn(locked.account);
  if (decided.charge) await chargeLocked(tx, locked, decided.charge);
  return noted(program, decided);

  /** This process knew an account whose opening was never committed. */
  async function lockOpened() {
    forgetAccount(program, account);
    const opened = await lockAccount(tx, await find());
    if (!opened) throw new Error(`the budget of ${program.document.name} has no account`);
    return opened;
  }
}

function noted(program: PublishedProgram, decided: WithinBudget): WithinBudget {
  if (decided.charge) noteSpent(program, decided.account, decided.charge.cost);
  return decided;
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
  const within: Case = { ...asked, budget: { price, left, thrift } };
  const weighed = weighCase(within);
  const { chosen, alternatives, mode, expectedCost } = weighed;
  const cost = BigInt(chargeOf(expectedCost));
  if (cost === 0n) return { asked: within, weighed, account };
  const worth = alternatives.find(({ action }) => action === chosen)?.value.value ?? 0;
  const charge: Charge = {
    ...{ account: account.id, shard: shardOf(draw), cost, price },
    tried: mode === "explored",
    gain: Math.max(0, worth - (alternatives[0]?.value.value ?? 0)),
  };
  return { asked: within, weighed, account, charge };
}

/** Whether so little is left that others may spend it before this decision is written. Where it buys nothing, they cannot. */
function isNarrow({ account, weighed }: WithinBudget): boolean {
  const costs = weighed.alternatives
    .filter(({ eligible, ineligibleBecause }) => eligible || ineligibleBecause === "reasons.ineligible.budget")
    .map(({ expectedCost }) => chargeOf(expectedCost))
    .filter((cost) => cost > 0);
  const left = Number(account.amount - account.spent);
  return weighed.mode !== "holdout" && costs.some((cost) => cost <= left) && left < lastOffers * Math.max(...costs);
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
