import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { RefundPart } from "../../facts/refunds/refund-parts.schema.ts";
import { newId } from "../../foundation/ids/index.ts";
import { checkParts } from "./check-parts.ts";
import { ceilingWith, type OrderMoney } from "./order-money.ts";
import { partsOfAll } from "./refund-all.ts";

const amount = fc.bigInt({ min: 0n, max: 5_000n });
const lines = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 5 }), paid: amount }), {
  minLength: 1,
  maxLength: 4,
});

/** Orders of which some lines came back, some were refunded, and some of the postage and of goodwill was given. */
const orders = fc
  .record({
    lines,
    shipping: amount,
    back: fc.array(fc.record({ at: fc.nat(), share: fc.integer({ min: 0, max: 4 }) }), { maxLength: 2 }),
    refunded: fc.array(fc.record({ at: fc.nat(), share: fc.integer({ min: 1, max: 4 }) }), { maxLength: 2 }),
    postage: fc.integer({ min: 0, max: 4 }),
    goodwill: amount,
    payments: fc.option(amount, { nil: undefined }),
  })
  .map(({ lines: sold, shipping, back, refunded, postage, goodwill, payments }): OrderMoney => {
    const numbered = sold.map((line, place) => ({ ...line, line: place + 1 }));
    const part = (share: number, of: bigint) => (of * BigInt(share)) / 4n;
    const lineAt = (at: number) => numbered[at % numbered.length]!;
    const goods = [...new Map(refunded.map((each) => [lineAt(each.at).line, each])).values()].map(
      ({ at, share }): RefundPart => {
        const { line, quantity, paid } = lineAt(at);
        return {
          kind: "goods",
          line,
          quantity: Math.max(1, Math.floor((quantity * share) / 4)),
          amount: part(share, paid),
        };
      },
    );
    const parts: readonly RefundPart[] = [
      ...goods,
      { kind: "shipping", amount: part(postage, shipping) },
      { kind: "goodwill", amount: goodwill },
    ];
    const total = numbered.reduce((sum, { paid }) => sum + paid, shipping);
    const payment = payments === undefined ? [] : [{ amount: payments }];
    return {
      ...{ orderId: newId<"ord">(), shopperId: newId<"shp">(), currency: "EUR", total, shipping, fromStore: false },
      lines: numbered,
      payments: payment as unknown as OrderMoney["payments"],
      returned: back.map(({ at, share }) => ({
        ...{ returnId: newId<"ret">(), line: lineAt(at).line },
        amount: part(share, lineAt(at).paid),
      })),
      parts: parts.filter((each) => each.amount > 0n),
      intended: parts.reduce((sum, each) => sum + each.amount, 0n),
    };
  });

test("all that is left is exactly what the ceiling leaves, in parts that no line and no postage exceed", () => {
  fc.assert(
    fc.property(orders, (money) => {
      const { available } = ceilingWith(money);
      const parts = partsOfAll(money);
      const sum = parts.reduce((whole, each) => whole + each.amount, 0n);
      assert.equal(sum, available);
      assert.ok(parts.every((each) => each.amount > 0n));
      if (parts.length > 0) checkParts(sum, parts, money);
    }),
    { numRuns: 2_000 },
  );
});
