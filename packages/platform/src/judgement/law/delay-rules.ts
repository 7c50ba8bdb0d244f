import { type DatedRule, unionAndArea } from "./dated-rule.ts";

export type DelayRule = DatedRule<"eu" | "uk" | "us" | "contract">;

/** The last one holds wherever none before it does. */
export const delayRules: readonly [...DelayRule[], DelayRule] = [
  {
    ...{ regime: "eu", countries: unionAndArea, from: "2014-06-13" },
    ...{ source: "Directive 2011/83/EU, Article 18", verified: false },
  },
  {
    ...{ regime: "uk", countries: new Set(["GB"]), from: "2015-10-01" },
    ...{ source: "Consumer Rights Act 2015, section 28", verified: false },
  },
  {
    ...{ regime: "us", countries: new Set(["US"]), from: "2014-12-08" },
    ...{ source: "16 CFR 435.2 (b), (c)", verified: false },
  },
  { regime: "contract", from: "1970-01-01", source: "the house's own rule", verified: true },
];

/** Within how many days goods are to come (EU, UK) or to leave (US) where no date was agreed: all three say the same. */
export const daysWithoutDate = 30;

/** 16 CFR 435.2 (b)(1): a first delay up to so many days is consented to by silence; a longer one is not. */
export const daysOfSilentConsent = 30;

/** Where no law gives a right to end the contract, the house gives it so many days after what was agreed. */
export const daysUntilHouseCancels = 14;

/**
 * An additional period is to be appropriate to the circumstances; the law names no number. What is proposed where nobody knows when it
 * comes, and what is taken for appropriate, is the house's reading.
 */
export const additionalDays = { least: 3, proposed: 7, most: 30 } as const;
