import type { IntakeRecord } from "../../../facts/intake/index.ts";

type AdjustmentKind = Extract<IntakeRecord, { type: "adjustment" }>["kind"];

/** A stock code that begins with five digits is a product; every other code books something else. */
export function isProduct(code: string): boolean {
  return /^\d{5}/.test(code);
}

const kinds: Readonly<Record<string, AdjustmentKind>> = {
  POST: "postage",
  DOT: "postage",
  C2: "postage",
  D: "discount",
  M: "manual",
  "BANK CHARGES": "fee",
  AMAZONFEE: "fee",
  B: "bad-debt",
  S: "sample",
};

/** What a line that is no sale and no return of a product books. A product can only be a correction of stock. */
export function adjustmentKind(code: string): AdjustmentKind {
  if (isProduct(code)) return "stock";
  const upper = code.toUpperCase();
  if (upper.startsWith("GIFT_")) return "gift-card";
  return kinds[upper] ?? "other";
}
