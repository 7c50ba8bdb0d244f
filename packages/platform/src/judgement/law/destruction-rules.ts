import { type DatedRule, unionAndArea } from "./dated-rule.ts";
import {
  type CompanySize,
  companySizes,
  type DestructionGround,
  destructionGrounds,
  type ProductGroup,
  productGroups,
  type WayOut,
} from "./destruction.schema.ts";

export interface DestructionRule extends DatedRule<"eu" | "fr"> {
  readonly sizes: ReadonlySet<CompanySize>;
  readonly groups: ReadonlySet<ProductGroup>;
  /** What counts as destroying. */
  readonly ways: ReadonlySet<WayOut>;
  /** On which grounds alone it may be done. */
  readonly grounds: ReadonlySet<DestructionGround>;
}

const grounds = new Set(Object.keys(destructionGrounds)) as ReadonlySet<DestructionGround>;
const worn = new Set<ProductGroup>(["apparel", "footwear"]);
const union = {
  ...{ regime: "eu" as const, countries: unionAndArea, groups: worn, grounds, verified: false },
  // Article 2 (34): what is thrown away for its material is destroyed as well; preparing it for use again is not.
  ways: new Set<WayOut>(["recycling", "disposal"]),
  source: "Regulation (EU) 2024/1781, Articles 2 (34) and 25; Delegated Regulation (EU) 2026/296, Article 2",
};
const france = {
  ...{ regime: "fr" as const, countries: new Set(["FR"]), sizes: new Set(companySizes), verified: false },
  ways: new Set<WayOut>(["disposal"]),
  grounds: new Set<DestructionGround>(["dangerous", "non-compliant"]),
  source: "Code de l'environnement, article L. 541-15-8 (loi 2020-105, article 35)",
};

/** The days are those of the destruction. Several can hold at once: then only what all of them let through is allowed. */
export const destructionRules: readonly DestructionRule[] = [
  { ...union, from: "2026-07-19", to: "2030-07-18", sizes: new Set(["large"]) },
  { ...union, from: "2030-07-19", sizes: new Set(["medium", "large"]) },
  { ...france, from: "2022-01-01", to: "2023-12-30", groups: worn },
  { ...france, from: "2023-12-31", groups: new Set(productGroups) },
];

/**
 * When goods count as offered for donation and refused: so many charities were asked, and each has said no, or so many days have gone by since
 * the first was asked and none has said yes. The house's reading of Article 2 (h), which nobody has held against the text yet.
 */
export const refusedOffers = { charities: 3, days: 56 } as const;
