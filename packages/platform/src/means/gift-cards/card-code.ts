import { hash } from "node:crypto";
import { newCode, readCode } from "../../foundation/codes/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";

/** Told apart from an unknown code, so that the till asks to read it again instead of sending the shopper away. */
const giftCardCodeMistyped = problemKind("gift-card-code-mistyped", 400);

/** More than an offer's: a card is money for whoever knows its code. */
const randomSymbols = 15;

/** A fresh code `XXXX-XXXX-XXXX-XXXX`: 15 random symbols (73 bits) and the check symbol. */
export function newCardCode(): string {
  return newCode(randomSymbols);
}

/** What is kept of a code. So many random bits cannot be tried out, so that no salt is needed to find the card by it. */
export function hashOfCode(code: string): Buffer {
  return hash("sha256", code, "buffer");
}

/** @throws gift-card-code-mistyped (400) when it cannot be a code of ours, whether or not one like it exists */
export function readCardCode(typed: string): string {
  const code = readCode(typed, randomSymbols);
  if (code === undefined) throw giftCardCodeMistyped({ field: "code" });
  return code;
}
