/** By staff, turnover and balance sheet (Recommendation 2003/361/EC). */
export const companySizes = ["micro", "small", "medium", "large"] as const;
export type CompanySize = (typeof companySizes)[number];

/** Groups of Annex VII to Regulation (EU) 2024/1781: chapters 61 and 62 with 4203, 6504 and 6505; 6401 to 6405; and all else. */
export const productGroups = ["apparel", "footwear", "other"] as const;
export type ProductGroup = (typeof productGroups)[number];

/** What is done with goods that nobody uses any more: made into material, or burnt and buried. */
export type WayOut = "recycling" | "disposal";

/** What proves a ground. It has to be kept for five years (Article 3): longer than photos are, which alone are therefore none. */
export type GroundEvidence = "document" | "refused-offers";

/** Why goods may be destroyed after all, with the letter of Article 2 of Delegated Regulation (EU) 2026/296 and what proves it. */
export const destructionGrounds = {
  dangerous: { letter: "a", evidence: "document" },
  "non-compliant": { letter: "b", evidence: "document" },
  infringing: { letter: "c", evidence: "document" },
  "licence-over": { letter: "d", evidence: "document" },
  "marks-irremovable": { letter: "e", evidence: "document" },
  damaged: { letter: "f", evidence: "document" },
  defective: { letter: "g", evidence: "document" },
  "donation-refused": { letter: "h", evidence: "refused-offers" },
  "donation-without-recipient": { letter: "i", evidence: "document" },
  "reuse-without-recipient": { letter: "j", evidence: "document" },
} as const satisfies Record<string, { readonly letter: string; readonly evidence: GroundEvidence }>;
export type DestructionGround = keyof typeof destructionGrounds;
