import { type BudgetPace, paceBudget } from "@aftercare/learn";
import type { BudgetAccount, Usual } from "./budget-account.ts";
import { shareBehind } from "./rhythm.ts";

/** What was believed when an account was opened counts as much as so many offers. */
const offersOfBelief = 10;

/** What offers cost and bring by all that is known of an account's period so far. */
export function usualNow({ usual, offers, spent, gained }: BudgetAccount): Usual {
  const believed = offersOfBelief * usual.cost;
  const cost = believed + Number(spent);
  return { cost: cost / (offersOfBelief + offers), return: (believed * usual.return + gained) / cost };
}

/** The mean price of what was spent: what the next period starts from, since the last price of all depends on few offers. */
export function meanPrice({ startPrice, spent, priced }: BudgetAccount): number {
  return spent > 0n ? priced / Number(spent) : startPrice;
}

/** @param triable share of the budget that may be spent on trials */
export function paceAccount(account: BudgetAccount, at: Date, triable: number): BudgetPace {
  const usual = usualNow(account);
  return paceBudget({
    budget: Number(account.amount),
    spent: Number(account.spent),
    elapsed: shareBehind(at, account, account.rhythm),
    usualValue: usual.cost * usual.return,
    usualCost: usual.cost,
    price: account.startPrice,
    tried: Number(account.tried),
    triable,
  });
}
