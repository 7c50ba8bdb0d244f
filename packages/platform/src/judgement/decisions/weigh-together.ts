import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { accountInForce, chargedTogether, noteSpent, payCharge } from "../budgets/index.ts";
import type { PublishedProgram } from "../programs/index.ts";
import type { ToDecide } from "./to-decide.ts";
import { isShort, lastOffers, type PaidDecision, usualOf, type WithinBudget, weighOnAccount } from "./within-budget.ts";

/** A question with what was decided. */
export interface Weighing<How = Pick<PaidDecision, "asked" | "weighed"> & Partial<PaidDecision>> {
  readonly due: ToDecide;
  readonly how: How;
}

/**
 * Weighs several cases at the prices of their budgets and takes from each account what they cost in one charge. Left out is whatever
 * lies on an account that is nearly used up, or none of whose pieces holds as much: several transactions that each look for the last offers
 * in more than one piece would wait for each other. All cases of the account are left out and not only those that cost something, or the
 * log would hold too few of them at the price that they were weighed at.
 */
export async function weighTogether(
  context: { readonly tx: DatabaseTx; readonly clock: Clock },
  questions: readonly ToDecide[],
): Promise<Weighing[]> {
  const weighed: Weighing[] = [];
  const onAccounts: (Weighing<WithinBudget> & { readonly payer: PublishedProgram })[] = [];
  for (const due of questions) {
    const { asked, draw, payer, decidedAt } = due;
    if (payer) {
      const account = await accountInForce(context, payer, asked.storeKey, () => usualOf(due.weigh(asked)));
      onAccounts.push({ due, payer, how: weighOnAccount(account, asked, decidedAt, draw, due.weigh) });
    } else weighed.push({ due, how: { asked, weighed: due.weigh(asked) } });
  }
  for (const group of Map.groupBy(onAccounts, ({ how }) => how.account.id).values()) {
    const { payer, how } = group[0]!;
    if (group.some((each) => isShort(each.how, lastOffers))) continue;
    const [first, ...others] = group.flatMap((each) => each.how.charge ?? []);
    const paid = first && (await payCharge(context.tx, chargedTogether([first, ...others])));
    if (first && !paid) continue;
    if (paid) noteSpent(payer, how.account, paid.cost);
    for (const { due, how } of group)
      weighed.push({ due, how: { ...how, ...(how.charge && paid && { paid: { ...how.charge, shard: paid.shard } }) } });
  }
  return weighed;
}
