import fc from "fast-check";
import { freezeLines, type OrderPromotion } from "../../facts/orders/index.ts";
import { allocate } from "../../foundation/money/index.ts";
import { type PromotionBreakage, type ReturningUnits, type Settlement, type SettlementCase, settle } from "./settle.ts";

/** An order as it was paid for, with the promotions that its discounts come from. */
export interface BoughtOrder {
  readonly currency: "EUR" | "JPY" | "KWD";
  readonly lines: readonly { readonly line: number; readonly quantity: number; readonly paid: bigint }[];
  readonly promotions: readonly OrderPromotion[];
  readonly shipping: bigint;
}

const largest = { EUR: 50_000, JPY: 80_000, KWD: 900_000 } as const;

/** Random orders: line and order discounts, prices with tax in them or added on top, bundles, one that comes free with another. */
export const boughtOrder: fc.Arbitrary<BoughtOrder> = fc
  .constantFrom("EUR" as const, "JPY" as const, "KWD" as const)
  .chain((currency) =>
    fc.record({
      currency: fc.constant(currency),
      goods: fc.array(
        fc.record({
          quantity: fc.integer({ min: 1, max: 7 }),
          amount: fc.bigInt({ min: 0n, max: BigInt(largest[currency]) }),
          percentOff: fc.constantFrom(0n, 0n, 15n, 33n, 50n),
          taxOnTop: fc.constantFrom(0n, 7n, 19n),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      bundle: fc.option(fc.array(fc.bigInt({ min: 1n, max: 9_000n }), { minLength: 2, maxLength: 4 })),
      orderPercentOff: fc.constantFrom(0n, 10n, 33n),
      freeOne: fc.boolean(),
      shipping: fc.constantFrom(0n, 495n, 1_001n),
      threshold: fc.integer({ min: 1, max: 100 }),
    }),
  )
  .map(({ currency, goods, bundle, orderPercentOff, freeOne, shipping, threshold }) => {
    const sold = goods.map(({ quantity, amount, percentOff, taxOnTop }) => {
      const gross = amount + (amount * taxOnTop) / 100n;
      return { quantity, amount: gross, discount: (gross * percentOff) / 100n };
    });
    // The price of a bundle is shared out over what is in it by what that costs alone.
    for (const share of bundle ? allocate(7_777n, bundle) : []) sold.push({ quantity: 1, amount: share, discount: 0n });
    const first = sold[0]!;
    if (freeOne) sold.push({ quantity: first.quantity, amount: first.amount, discount: first.amount });
    const net = sold.reduce((sum, { amount, discount }) => sum + amount - discount, 0n);
    const frozen = freezeLines(sold, (net * orderPercentOff) / 100n);
    const lines = frozen.map(({ paid }, index) => ({ line: index + 1, quantity: sold[index]!.quantity, paid }));
    const overOrder = frozen.map(({ discount }, index) => ({
      line: index + 1,
      amount: discount - sold[index]!.discount,
    }));
    const promotion = (
      key: string,
      needs: OrderPromotion["needs"],
      shares: OrderPromotion["lines"],
    ): OrderPromotion => {
      return { key, needs, lines: shares.filter(({ amount }) => amount > 0n) };
    };
    const promotions = [
      promotion("spend", { spend: (net * BigInt(threshold)) / 100n }, overOrder),
      ...(freeOne
        ? [
            promotion("one-more", { units: 1, times: first.quantity, lines: [1] }, [
              { line: sold.length, amount: first.amount },
            ]),
          ]
        : []),
    ];
    return { currency, lines, promotions, shipping };
  });

/** Units of an order that come back, one receipt after the other. */
export type Receipts = readonly (readonly ReturningUnits[])[];

/** Settles receipts one after the other, each knowing what those before it gave, as the books would. */
export function settleInTurn(order: BoughtOrder, receipts: Receipts, breakage: PromotionBreakage): Settlement[] {
  const lines = order.lines.map((line) => {
    return { ...line, returnedBefore: 0, freedBefore: 0, givenBefore: 0n, unitsGivenBefore: 0, goneBefore: 0 };
  });
  const before = { shipping: 0n, logisticsFee: 0n, logisticsFees: 0n, breakage: 0n };
  return receipts.map((returning) => {
    const given: SettlementCase = {
      ...{ lines: structuredClone(lines), promotions: order.promotions, returning, breakage },
      ...{ shippingOwed: order.shipping, before: { ...before } },
    };
    const settled = settle(given);
    for (const { line, quantity, byLaw } of returning) {
      const own = lines[line - 1]!;
      own.returnedBefore += quantity;
      if (byLaw) own.freedBefore += quantity;
    }
    for (const part of settled.parts) {
      if (part.kind !== "goods") continue;
      lines[part.line - 1]!.givenBefore += part.amount;
      lines[part.line - 1]!.unitsGivenBefore += part.quantity;
    }
    before.shipping += settled.shipping;
    before.logisticsFee += settled.logisticsFee;
    before.logisticsFees += settled.logisticsFee;
    before.breakage += settled.breakage;
    return settled;
  });
}
