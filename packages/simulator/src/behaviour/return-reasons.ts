import type { SeededRandom } from "@aftercare/learn";
import type { Product, Trouble } from "../catalogue/index.ts";
import { chance, pickWeighted } from "../distributions.ts";

/** Handles of the product taxonomy's return reasons, with how often each is given. */
const reasons: Readonly<Record<Trouble, readonly (readonly [handle: string, share: number])[]>> = {
  fit: [
    ["too-small", 0.31],
    ["too-big", 0.27],
    ["style", 0.12],
    ["changed-my-mind", 0.1],
    ["color", 0.08],
    ["item-not-as-described", 0.06],
    ["damaged-or-defective", 0.04],
    ["received-the-wrong-item", 0.02],
  ],
  "shoe-fit": [
    ["too-small", 0.38],
    ["too-big", 0.22],
    ["comfort", 0.22],
    ["style", 0.07],
    ["changed-my-mind", 0.06],
    ["damaged-or-defective", 0.05],
  ],
  gear: [
    ["damaged-or-defective", 0.38],
    ["changed-my-mind", 0.24],
    ["item-not-as-described", 0.18],
    ["arrived-late", 0.08],
    ["received-the-wrong-item", 0.06],
    ["other-reason", 0.06],
  ],
  electronics: [
    ["damaged-or-defective", 0.44],
    ["battery-life", 0.18],
    ["item-not-as-described", 0.16],
    ["changed-my-mind", 0.14],
    ["other-reason", 0.08],
  ],
};

/** What is wrong with single products, so that there is something to find: the reason that is given for them instead of others. */
const flaws: Readonly<Record<string, { readonly reason: string; readonly insteadOf: readonly string[] }>> = {
  "Karst Low Hiking Shoe": { reason: "too-small", insteadOf: ["too-big", "comfort"] },
  "Scree Mountaineering Trousers": { reason: "too-small", insteadOf: ["too-big"] },
  "Drift Inflatable Mat": { reason: "item-not-as-described", insteadOf: ["changed-my-mind", "other-reason"] },
};

/** Why a line comes back. At the counter one in six is not asked. */
export function reasonOf(random: SeededRandom, product: Product, atCounter: boolean): string | undefined {
  if (atCounter && chance(random, 1 / 6)) return undefined;
  const [usual] = pickWeighted(random, reasons[product.category.trouble], ([, share]) => share);
  const flaw = flaws[product.record.title];
  return flaw?.insteadOf.includes(usual) ? flaw.reason : usual;
}
