import { z } from "zod";

/** ISO 4217 alphabetic code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, { error: "expected a currency code such as EUR" });

/**
 * An amount in minor units. A JSON integer on the wire (safe up to 9·10¹⁵ minor units), a bigint everywhere inside:
 * a `number` would silently lose cents in sums and would let a rate slip into an amount.
 */
export const MoneyAmount = z.codec(z.int(), z.bigint(), {
  decode: (wire) => BigInt(wire),
  encode: (amount) => Number(amount),
});

/** An amount with its currency. */
export const Money = z.object({ amount: MoneyAmount, currency: Currency });
export type Money = z.output<typeof Money>;
