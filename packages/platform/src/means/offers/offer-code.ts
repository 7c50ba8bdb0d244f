import { randomInt } from "node:crypto";
import { problemKind } from "../../foundation/problems/index.ts";

/** Told apart from an unknown code, so that the till asks to read it again instead of sending the shopper away. */
const offerCodeMistyped = problemKind("offer-code-mistyped", 400);

/**
 * Digits and capitals without 0/O, 1/I/L, S (5) and U (V). There are 29, a prime: only then does a weighted sum find
 * every single wrong symbol and every two that changed places (the principle of ISO/IEC 7064, as in ISBN-10).
 */
const alphabet = "23456789ABCDEFGHJKMNPQRTVWXYZ";
const randomLength = 11;

/** A fresh code `XXXX-XXXX-XXXX`: 11 random symbols (53 bits) and the check symbol. */
export function newOfferCode(): string {
  const symbols = Array.from({ length: randomLength }, () => randomInt(alphabet.length));
  return grouped([...symbols, checkOf(symbols)].map((symbol) => alphabet.charAt(symbol)).join(""));
}

/**
 * A typed or scanned code in its stored form; blanks, hyphens and small letters do not matter.
 * @throws offer-code-mistyped (400) when it cannot be a code of ours, whether or not one like it exists
 */
export function readOfferCode(typed: string): string {
  const text = symbolsOf(typed);
  const symbols = [...text].map((symbol) => alphabet.indexOf(symbol));
  const random = symbols.slice(0, randomLength);
  if (symbols.length !== randomLength + 1 || symbols.includes(-1) || symbols[randomLength] !== checkOf(random)) {
    throw offerCodeMistyped({ field: "code" });
  }
  return grouped(text);
}

/** A typed code or a part of one, without what does not matter in it. */
export function symbolsOf(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s\-–]/g, "");
}

function checkOf(symbols: readonly number[]): number {
  return symbols.reduce((sum, symbol, position) => sum + (position + 1) * symbol, 0) % alphabet.length;
}

/** Symbols of a code, or those it begins with, in groups of four as codes are stored. */
export function grouped(symbols: string): string {
  return symbols.replaceAll(/(.{4})(?=.)/g, "$1-");
}
