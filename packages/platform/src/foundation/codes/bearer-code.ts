import { randomInt } from "node:crypto";

/**
 * Digits and capitals without 0/O, 1/I/L, S (5) and U (V). There are 29, a prime: only then does a weighted sum find
 * every single wrong symbol and every two that changed places (the principle of ISO/IEC 7064, as in ISBN-10).
 */
const alphabet = "23456789ABCDEFGHJKMNPQRTVWXYZ";

/**
 * A fresh code in groups of four: so many random symbols, each of 4.8 bits, and the check symbol.
 * @param random fewer than 28, or the check would miss some mistakes
 */
export function newCode(random: number): string {
  const symbols = Array.from({ length: random }, () => randomInt(alphabet.length));
  return grouped([...symbols, checkOf(symbols)].map((symbol) => alphabet.charAt(symbol)).join(""));
}

/**
 * A typed or scanned code in its stored form; blanks, hyphens and small letters do not matter.
 * @returns undefined when it cannot be a code of that length, whether or not one like it exists
 */
export function readCode(typed: string, random: number): string | undefined {
  const text = symbolsOf(typed);
  const symbols = [...text].map((symbol) => alphabet.indexOf(symbol));
  const own = symbols.slice(0, random);
  if (symbols.length !== random + 1 || symbols.includes(-1) || symbols[random] !== checkOf(own)) return undefined;
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
