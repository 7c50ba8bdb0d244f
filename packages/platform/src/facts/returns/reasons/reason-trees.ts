import type { ReasonTree } from "./reason-tree.schema.ts";

/** What reasons are about, the first question of a tree. */
type Branch = "size" | "expected" | "fault" | "delivery" | "mind";

interface ReasonBranch {
  readonly branch: Branch;
  readonly reasons: readonly string[];
}

const delivery = { branch: "delivery", reasons: ["received-the-wrong-item", "arrived-late"] } as const;
const mistaken = { branch: "mind", reasons: ["changed-my-mind", "ordered-wrong-item", "other-reason"] } as const;
const tried = { branch: "mind", reasons: ["ordered-multiple", "changed-my-mind", "other-reason"] } as const;

/**
 * What shoppers may say about why something goes back, by kind of goods, the frequent branches first. A leaf is a handle of Shopify's list of
 * return reasons (product taxonomy, `return_reasons.yml`), so that what is said here means the same to every shop system: where the list has a
 * word for what shoppers of such goods say, it is used instead of the general one.
 */
export const branchesOf: Readonly<Record<ReasonTree, readonly ReasonBranch[]>> = {
  general: [
    { branch: "size", reasons: ["too-small", "too-big"] },
    { branch: "expected", reasons: ["item-not-as-described", "quality", "style", "color"] },
    { branch: "fault", reasons: ["damaged-or-defective", "damaged-after-use", "wrong-amount"] },
    delivery,
    mistaken,
  ],
  clothing: [
    { branch: "size", reasons: ["too-small", "too-big", "too-short", "too-long", "comfort"] },
    { branch: "expected", reasons: ["style", "color", "fabric", "item-not-as-described"] },
    { branch: "fault", reasons: ["damaged-or-defective", "seams-splitting", "stained", "damaged-after-washing"] },
    delivery,
    tried,
  ],
  shoes: [
    { branch: "size", reasons: ["too-small", "too-big", "too-narrow", "too-wide", "comfort"] },
    { branch: "expected", reasons: ["style", "color", "item-not-as-described"] },
    { branch: "fault", reasons: ["damaged-or-defective", "damaged-after-wear", "water-resistance"] },
    delivery,
    tried,
  ],
  electronics: [
    {
      branch: "fault",
      reasons: ["damaged-or-defective", "damaged-after-use", "surface-damage", "product-overheats", "wrong-amount"],
    },
    {
      branch: "expected",
      reasons: ["incompatible", "battery-life", "performance", "missing-desired-features", "item-not-as-described"],
    },
    delivery,
    mistaken,
  ],
  home: [
    { branch: "size", reasons: ["too-small", "too-big"] },
    { branch: "expected", reasons: ["color", "material", "sturdiness", "item-not-as-described"] },
    { branch: "fault", reasons: ["damaged-or-defective", "surface-damage", "damaged-after-use", "wrong-amount"] },
    delivery,
    mistaken,
  ],
  beauty: [
    {
      branch: "expected",
      reasons: ["not-suitable-for-skin-type", "caused-irritation", "shade", "scent", "item-not-as-described"],
    },
    { branch: "fault", reasons: ["damaged-or-defective", "product-leaks", "packaging-not-sealed", "shelf-life"] },
    delivery,
    mistaken,
  ],
  food: [
    { branch: "fault", reasons: ["damaged-or-defective", "packaging-not-sealed", "shelf-life", "wrong-amount"] },
    { branch: "expected", reasons: ["taste", "ingredients", "item-not-as-described"] },
    delivery,
    mistaken,
  ],
};
