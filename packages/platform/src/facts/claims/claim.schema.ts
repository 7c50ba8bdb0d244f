import { z } from "zod";

/** What becomes of something that a shopper says is faulty. `lapsed`: the goods did not come, or the return was called off. */
export const ClaimState = z.enum(["reported", "accepted", "in-cure", "settled", "declined", "lapsed"]);
export type ClaimState = z.output<typeof ClaimState>;

/** What is done about a fault. */
export const ClaimRemedy = z.enum(["repair", "replacement", "price-reduction", "refund"]);
export type ClaimRemedy = z.output<typeof ClaimRemedy>;

/**
 * Why a person decides about a claim: the law does not take the fault to have been there from the first, its time is over, no law is known, the law
 * wants a repair or a replacement before what is asked for, a sum is to be agreed, or the same goods were declined before.
 */
export const ClaimDoubt = z.enum([
  "not-presumed",
  "guarantee-over",
  "no-law",
  "cure-comes-first",
  "sum-to-agree",
  "declined-before",
]);
export type ClaimDoubt = z.output<typeof ClaimDoubt>;
