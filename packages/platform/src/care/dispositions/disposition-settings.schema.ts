import { z } from "zod";
import { StoreId } from "../../facts/identifiers/index.ts";
import { MoneyAmount } from "../../foundation/money/index.ts";
import { companySizes, productGroups } from "../../judgement/law/destruction.schema.ts";
import { Grade } from "./disposition.schema.ts";

const Share = z.number().min(0).max(1);
const Cost = MoneyAmount.refine((amount) => amount >= 0n && amount <= 100_000_000n, "expected 0 or more");
const DayOfYear = z
  .string()
  .regex(/^\d{2}-\d{2}$/, "expected a day such as 09-01")
  // A leap year has every day that there is.
  .refine((text) => z.iso.date().safeParse(`2028-${text}`).success, "is no day of a year");
const Category = z.string().trim().min(1).max(120);

/** What the house has to know to say what becomes of goods. Amounts in minor units of the retailer's currency. */
export const DispositionSettings = z.strictObject({
  /** Which law holds. */
  companySize: z.enum(companySizes),
  /** What the law takes categories for; one that is not named here counts as clothing. */
  groups: z.array(z.strictObject({ category: Category, group: z.enum(productGroups) })).max(500),
  /** Grades that go back on the shelf at full price. */
  restockable: z.array(Grade).max(7),
  /** What a unit brings second-hand, of its price as new. */
  resaleShare: z.strictObject({ N: Share, TT: Share, R: Share, A: Share, B: Share, C: Share, X: Share }),
  /** How many ask for it second-hand, of those who buy it new. */
  secondHandDemand: Share,
  /** Days in which what has no season has to be sold. */
  sellWithinDays: z.int().min(1).max(730),
  /** When categories are sold. */
  seasons: z
    .array(z.strictObject({ categories: z.array(Category).min(1).max(200), from: DayOfYear, until: DayOfYear }))
    .max(50),
  /** What is left of a price when the season is over before it is sold. */
  afterSeason: Share,
  /** Days in which half of what a unit brings second-hand is lost. */
  halfLifeDays: z.int().min(7).max(3_650),
  /** For each unit. */
  costs: z.strictObject({ restock: Cost, resell: Cost, refurbish: Cost, pack: Cost, discard: Cost }),
  /** Post codes of places where goods lie, so that their neighbours are known; the one without a store is the warehouse. */
  places: z
    .array(z.strictObject({ storeId: StoreId.optional(), postCode: z.string().trim().min(1).max(10) }))
    .max(1_000),
  /** For each kilogram that is moved to another place. */
  movePerKilogram: Cost,
});
export type DispositionSettings = z.output<typeof DispositionSettings>;
