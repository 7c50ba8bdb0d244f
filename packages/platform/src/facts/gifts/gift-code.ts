import { hash } from "node:crypto";
import { newCode, readCode } from "../../foundation/codes/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";

/** Told apart from an unknown code, so that whoever typed it looks again instead of asking the giver. */
const giftCodeMistyped = problemKind("gift-code-mistyped", 400);

/** Between an offer's and a gift card's, so that a counter tells the three apart by their length. */
const randomSymbols = 13;

/** A fresh code `XXXX-XXXX-XXXX-XX`: 13 random symbols (63 bits) and the check symbol. */
export function newGiftCode(): string {
  return newCode(randomSymbols);
}

/** What is kept of a code. It is looked for by this, so that the time an answer takes tells nothing about the code. */
export function hashOfGiftCode(code: string): Buffer {
  return hash("sha256", code, "buffer");
}

/** @throws gift-code-mistyped (400) when it cannot be a code of ours, whether or not one like it exists */
export function readGiftCode(typed: string): string {
  const code = readCode(typed, randomSymbols);
  if (code === undefined) throw giftCodeMistyped({ field: "code" });
  return code;
}
