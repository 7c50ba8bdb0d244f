import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import type { Product } from "../catalogue/index.ts";
import { reasonOf } from "./return-reasons.ts";

const product = (title: string) => ({ record: { title }, category: { trouble: "shoe-fit" } }) as unknown as Product;

/** How often each reason is given for a product, of so many. */
function given(title: string): ReadonlyMap<string, number> {
  const random = seededRandom("reasons");
  const reasons = Array.from({ length: 2_000 }, () => reasonOf(random, product(title), false) ?? "");
  return new Map([...Map.groupBy(reasons, (reason) => reason)].map(([reason, all]) => [reason, all.length]));
}

test("a product with a flaw comes back for that instead of something else, and nobody's life goes another way for it", () => {
  const [plain, flawed] = [given("Any other shoe"), given("Karst Low Hiking Shoe")];
  assert.ok((plain.get("too-small") ?? 0) < 900);
  assert.ok((flawed.get("too-small") ?? 0) > 1_500);
  assert.deepEqual([flawed.get("too-big"), flawed.get("comfort")], [undefined, undefined]);
  // The draws are the same: what was broken is broken for both.
  for (const same of ["damaged-or-defective", "style", "changed-my-mind"])
    assert.equal(flawed.get(same), plain.get(same), same);
});
