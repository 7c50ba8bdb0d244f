import { type DatedRule, unionAndArea } from "./dated-rule.ts";

/** By staff, turnover and balance sheet (Recommendation 2003/361/EC). */
export const companySizes = ["micro", "small", "medium", "large"] as const;
export type CompanySize = (typeof companySizes)[number];

/** Groups of Annex VII to Regulation (EU) 2024/1781: chapters 61 and 62 with 4203, 6504 and 6505; 6401 to 6405; and all else. */
export const productGroups = ["apparel", "footwear", "other"] as const;
export type ProductGroup = (typeof productGroups)[number];

/** What is done with goods that nobody uses any more: made into material, or burnt and buried. */
export type WayOut = "recycling" | "disposal";

/** What has to be kept to prove a ground. */
export type GroundEvidence = "document" | "photo-or-document" | "refused-offers";

/** Why goods may be destroyed after all, with the letter of Article 2 of Delegated Regulation (EU) 2026/296 and what proves it. */
export const destructionGrounds = {
  dangerous: { letter: "a", evidence: "document" },
  "non-compliant": { letter: "b", evidence: "document" },
  infringing: { letter: "c", evidence: "document" },
  "licence-over": { letter: "d", evidence: "document" },
  "marks-irremovable": { letter: "e", evidence: "photo-or-document" },
  damaged: { letter: "f", evidence: "photo-or-document" },
  defective: { letter: "g", evidence: "photo-or-document" },
  "donation-refused": { letter: "h", evidence: "refused-offers" },
  "donation-without-recipient": { letter: "i", evidence: "document" },
  "reuse-without-recipient": { letter: "j", evidence: "document" },
} as const satisfies Record<string, { readonly letter: string; readonly evidence: GroundEvidence }>;
export type DestructionGround = keyof typeof destructionGrounds;

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
