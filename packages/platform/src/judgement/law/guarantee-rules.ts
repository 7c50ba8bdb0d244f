import { type DatedRule, unionAndArea } from "./dated-rule.ts";

export interface GuaranteeRule extends DatedRule<"eu" | "uk" | "none"> {
  /** Months from the delivery within which a fault counts. */
  readonly months: number;
  /** Months from the delivery within which a fault is taken to have been there from the first, unless the shop shows that it was not. */
  readonly presumedMonths: number;
  /** Months that a repair under the guarantee adds, once. */
  readonly repairMonths: number;
  /** Days from the delivery within which the goods can be rejected for their price; after them repair or replacement come first. */
  readonly rejectDays: number;
}

const twoYears = { regime: "eu", countries: unionAndArea, months: 24, rejectDays: 0 } as const;

/**
 * Two years of the sale of goods, the first of which needs no proof; a repair adds a year for what is sold from the day on which the directive on
 * repair applies. States may grant more; this is the least that is sure in all of them. In the UK thirty days to reject the goods, after which
 * repair or replacement come first there too, for as long as a claim can be made: six years, and five in Scotland, which is taken for all of it.
 */
export const guaranteeRules: readonly [...GuaranteeRule[], GuaranteeRule] = [
  {
    ...{ ...twoYears, from: "2026-07-31", presumedMonths: 12, repairMonths: 12, verified: false },
    source: "Directive (EU) 2019/771, Articles 10, 11 and 13, as amended by Directive (EU) 2024/1799, Article 16",
  },
  {
    ...{ ...twoYears, from: "2022-01-01", to: "2026-07-30", presumedMonths: 12, repairMonths: 0 },
    ...{ source: "Directive (EU) 2019/771, Articles 10, 11 and 13", verified: false },
  },
  {
    ...{ ...twoYears, from: "2002-01-01", to: "2021-12-31", presumedMonths: 6, repairMonths: 0 },
    ...{ source: "Directive 1999/44/EC, Articles 3 and 5", verified: false },
  },
  {
    ...{ regime: "uk", countries: new Set(["GB"]), from: "2015-10-01", months: 60, presumedMonths: 6, repairMonths: 0 },
    ...{ rejectDays: 30, source: "Consumer Rights Act 2015, sections 19, 20, 22 and 23", verified: false },
  },
  {
    ...{ regime: "none", from: "1970-01-01", months: 0, presumedMonths: 0, repairMonths: 0, rejectDays: 0 },
    ...{ source: "no law that the house knows", verified: false },
  },
];
