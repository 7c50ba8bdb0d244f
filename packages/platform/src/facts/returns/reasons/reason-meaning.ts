import { branchesOf } from "./reason-trees.ts";

/**
 * Reasons that say that the goods are not what was sold: broken, spoiled, incomplete, or something else. Whoever says so is not charged for
 * sending back and has the guarantee on their side. That something does not suit or please is no such reason. Of Shopify's list, those too that
 * no tree offers but a till or an import may send.
 */
const faulty: ReadonlySet<string> = new Set([
  ...["damaged-or-defective", "item-not-as-described", "received-the-wrong-item", "wrong-amount"],
  ...["damaged-after-use", "damaged-after-wear", "damaged-after-washing", "surface-damage", "scratched", "stained"],
  ...["seams-splitting", "loose-seams", "poor-stitching", "embellishment-fell-off", "logo-peeling", "tarnished"],
  ...["water-resistance", "product-leaks", "product-overheats", "breaks-easily", "frame-crooked", "lens-scratched"],
  ...["lens-popped-out-of-frame", "prescription-processed-incorrectly", "printing", "wheels-stick", "lock"],
  ...["packaging-not-sealed", "shelf-life", "dried-out"],
]);

/** Where a picture shows what words do not. It is asked for, never a condition: no law lets a return hang on one. */
const shown: ReadonlySet<string> = new Set([
  ...["damaged-or-defective", "item-not-as-described", "received-the-wrong-item", "stained", "seams-splitting"],
  ...["damaged-after-use", "damaged-after-wear", "damaged-after-washing", "surface-damage", "product-leaks"],
  ...["packaging-not-sealed", "shelf-life"],
]);

const aboutFit: ReadonlySet<string> = new Set([
  ...Object.values(branchesOf).flatMap((branches) =>
    branches.filter(({ branch }) => branch === "size").flatMap(({ reasons }) => reasons),
  ),
  // What tills and imports say of it beyond the trees.
  ...["size", "fit", "doesnt-fit", "too-tight", "too-loose"],
]);

/** What other systems say, among them Shopify's earlier list, for handles of the present one. */
const otherNames: Readonly<Record<string, string>> = {
  ...{ defective: "damaged-or-defective", damaged: "damaged-or-defective", faulty: "damaged-or-defective" },
  ...{ "not-as-described": "item-not-as-described", "wrong-item": "received-the-wrong-item" },
  ...{ "size-too-small": "too-small", "size-too-large": "too-big", unwanted: "changed-my-mind", other: "other-reason" },
};

/** The handle that a reason means, however it was written: as a till, an import or a shop's system sent it. Unknown ones stay what they are. */
export function readReason(text: string): string {
  const handle = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, "-");
  return Object.hasOwn(otherNames, handle) ? otherNames[handle]! : handle;
}

/** The handles that are offered to somebody, by kind of goods or not, in the order of the trees. */
export const knownReasons: readonly string[] = [
  ...new Set(Object.values(branchesOf).flatMap((branches) => branches.flatMap(({ reasons }) => reasons))),
];
const known: ReadonlySet<string> = new Set([...knownReasons, ...faulty, "unknown"]);

/** Whether it is known here what a reason means, however it was written. */
export function isKnownReason(text: string): boolean {
  return known.has(readReason(text));
}

/** Whether a reason says that the goods are not what was sold, which makes the return a matter of the guarantee. */
export function isFaulty(reason: string | undefined): boolean {
  return reason !== undefined && faulty.has(readReason(reason));
}

/** Whether a photo is asked for with a reason. */
export function asksPhoto(reason: string): boolean {
  return shown.has(readReason(reason));
}

/** Whether a reason is about size or fit, with which a shopper can be helped. */
export function isAboutFit(reason: string): boolean {
  return aboutFit.has(readReason(reason));
}
