import type { World, WorldMoment } from "@aftercare/simulator";
import {
  type BudgetAccount,
  meanPrice,
  periodAround,
  usualNow,
} from "../../../packages/platform/src/judgement/budgets/index.ts";
import {
  type Case,
  usualOf,
  type Weighed,
  weighOnAccount,
} from "../../../packages/platform/src/judgement/decisions/index.ts";

const dayMs = 86_400_000;

/** The budget of a world in memory, month by month, as the platform keeps it in its database. */
export interface WorldBudget {
  /** Of the latest moment's month. */
  account(): BudgetAccount;
  /** Weighs a case at the price of the budget and takes from it what the choice is expected to cost. */
  weigh(moment: WorldMoment, asked: Case, draw: string, weighCase: (asked: Case) => Weighed): Weighed;
}

export function worldBudget({ start, shoppers }: World, perMonth: number): WorldBudget {
  const origin = Date.UTC(start.year, start.month - 1, 1);
  let account: BudgetAccount | undefined;

  const open = (at: Date, usual: BudgetAccount["usual"]): BudgetAccount => ({
    ...{ id: at.toISOString(), region: null, period: "month", version: 1, currency: "EUR" },
    ...periodAround(at, "month", "UTC"),
    ...{ amount: BigInt(Math.round(perMonth)), usual: account ? usualNow(account) : usual },
    startPrice: account ? meanPrice(account) : 0,
    // Its days are all but alike.
    rhythm: null,
    ...{ spent: 0n, tried: 0n, offers: 0, gained: 0, priced: 0 },
  });

  return {
    account() {
      if (!account) throw new Error("no moment was decided yet");
      return account;
    },
    weigh(moment, asked, draw, weighCase) {
      // A day's moments come in the order of the shoppers' numbers, which spreads them evenly over it.
      const at = new Date(origin + (moment.day + moment.shopper / shoppers) * dayMs);
      if (!account || at >= account.endsAt) account = open(at, usualOf(weighCase(asked)));
      const { weighed, charge } = weighOnAccount(account, asked, at, draw, weighCase);
      if (charge) {
        const { cost, tried, gained, priced } = charge;
        account = {
          ...account,
          ...{ spent: account.spent + cost, tried: account.tried + tried, offers: account.offers + 1 },
          ...{ gained: account.gained + gained, priced: account.priced + priced },
        };
      }
      return weighed;
    },
  };
}
