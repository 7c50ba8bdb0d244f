import { type DatedRule, unionAndArea } from "./dated-rule.ts";

export interface WithdrawalRule extends DatedRule<"eu" | "uk" | "none"> {
  /** Days after the last good was received within which it can be said. */
  readonly days: number;
  /** Days from its being said within which the money is to be back. */
  readonly refundDays: number;
  /** Days from its being said within which the goods are to be on their way. */
  readonly sendBackDays: number;
  /** A period that would end on a Saturday, a Sunday or a public holiday ends with the next working day. */
  readonly endsOnWorkingDay: boolean;
}

const none = { days: 0, refundDays: 0, sendBackDays: 0, endsOnWorkingDay: false };
const fortnight = { days: 14, refundDays: 14, sendBackDays: 14 };

/**
 * Withdrawing from what was bought at a distance. The last one holds wherever none before it does: what a shop grants there is its contract.
 */
export const withdrawalRules: readonly [...WithdrawalRule[], WithdrawalRule] = [
  {
    ...{ regime: "eu", countries: unionAndArea, from: "2014-06-13", ...fortnight, endsOnWorkingDay: true },
    ...{ source: "Directive 2011/83/EU, Articles 9, 13 and 14; Regulation 1182/71, Article 3", verified: false },
  },
  {
    ...{ regime: "uk", countries: new Set(["GB"]), from: "2014-06-13", ...fortnight, endsOnWorkingDay: false },
    ...{ source: "Consumer Contracts Regulations 2013, regulations 30, 34 and 35", verified: false },
  },
  { regime: "none", from: "1970-01-01", source: "no law that the house knows", verified: false, ...none },
];
