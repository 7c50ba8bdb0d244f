import { newCode, readCode } from "../../foundation/codes/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";

/** Told apart from an unknown code, so that the till asks to read it again instead of sending the shopper away. */
const offerCodeMistyped = problemKind("offer-code-mistyped", 400);

const randomSymbols = 11;

/** A fresh code `XXXX-XXXX-XXXX`: 11 random symbols (53 bits) and the check symbol. */
export function newOfferCode(): string {
  return newCode(randomSymbols);
}

/**
 * A typed or scanned code in its stored form; blanks, hyphens and small letters do not matter.
 * @throws offer-code-mistyped (400) when it cannot be a code of ours, whether or not one like it exists
 */
export function readOfferCode(typed: string): string {
  const code = readCode(typed, randomSymbols);
  if (code === undefined) throw offerCodeMistyped({ field: "code" });
  return code;
}
