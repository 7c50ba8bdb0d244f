import type { PageContext, Payment } from "../views.ts";

/** What has become of money that was asked for, in a sentence: of a deposit also how much of it is kept, where that is not all. */
export function stateOfMoney(words: PageContext["words"], { kind, state, kept, amount, currency }: Payment): string {
  const isPart = kept !== undefined && kept > 0 && kept < amount;
  return isPart
    ? words.t("exchanges.pay.state.hold-kept-part", { amount: words.money({ amount: kept, currency }) })
    : words.t(`exchanges.pay.state.${kind}-${state}`);
}
