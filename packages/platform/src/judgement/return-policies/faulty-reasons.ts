/** Reasons that say that the article is not what was sold, by the handles of Shopify's list of return reasons. */
const faulty: ReadonlySet<string> = new Set([
  ...["damaged-or-defective", "defective", "damaged", "item-not-as-described", "received-the-wrong-item", "faulty"],
]);

/** Whether a reason makes a return a matter of the guarantee. */
export function isFaulty(reason: string | undefined): boolean {
  return reason !== undefined && faulty.has(reason);
}
