import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CarriedMethod } from "../../facts/return-requests/return-request.schema.ts";
import { feesTogether, type TermsOfSending } from "./fees-together.ts";
import type { SendingFee } from "./sending-fee.schema.ts";
import { cheapestWay, eachWay, feesOf, lowestFees, type WayFees } from "./sending-fee.ts";

const price = fc.bigInt({ min: 0n, max: 1_500n });
const prices = fc.record({ "drop-off": price, locker: price, "home-pick-up": price }, { noNullPrototype: true });
const situation = fc.record({
  cost: fc.oneof(price, prices),
  offered: fc.subarray(CarriedMethod.options, { minLength: 1 }),
  isDue: fc.boolean(),
  own: fc.array(prices, { minLength: 1, maxLength: 5 }),
});

interface Ordinary {
  readonly own: readonly WayFees[];
  readonly isDue: boolean;
  readonly cost: SendingFee;
}

/** Lines as their terms are: within the law, each for itself. */
function ordinary({ own, isDue, cost }: Ordinary): TermsOfSending[] {
  return own.map((fees) => ({
    grants: { logisticsFee: isDue ? lowestFees(fees, feesOf(cost)) : fees },
    law: { isDue, isSentFree: false },
  }));
}

const faulty: TermsOfSending = {
  grants: { logisticsFee: eachWay(() => 0n) },
  law: { isDue: true, isSentFree: true },
};

test("while the law lets it go back, no way costs more than it really does, and one of those offered no more than the cheapest does", () => {
  fc.assert(
    fc.property(situation, (given) => {
      const { cost, offered } = given;
      const fees = feesTogether(ordinary({ ...given, isDue: true }), offered, cheapestWay(cost));
      for (const way of CarriedMethod.options) assert.ok(fees[way] <= feesOf(cost)[way]);
      assert.ok(cheapestWay(fees, offered) <= cheapestWay(cost));
    }),
  );
});

test("goods that have to travel free take the others with them: nobody pays more, and nothing, because of them", () => {
  fc.assert(
    fc.property(situation, fc.nat(5), (given, at) => {
      const { cost, offered } = given;
      const alone = ordinary(given);
      assert.deepEqual(
        feesTogether(alone.toSpliced(at, 0, faulty), offered, cheapestWay(cost)),
        eachWay(() => 0n),
      );
    }),
  );
});

test("goods that go back together cost what the dearest of them would alone, by each way, and never more", () => {
  fc.assert(
    fc.property(situation, (given) => {
      const { cost, offered } = given;
      const lines = ordinary(given);
      const together = feesTogether(lines, offered, cheapestWay(cost));
      for (const way of CarriedMethod.options) {
        const alone = lines.map((line) => feesTogether([line], offered, cheapestWay(cost))[way]);
        const dearest = alone.reduce((most, fee) => (fee > most ? fee : most));
        if (given.isDue) assert.ok(together[way] <= dearest || together[way] <= feesOf(cost)[way]);
        else assert.equal(together[way], dearest);
      }
    }),
  );
});

test("where only a dear way is offered, the law's goods travel it at the price of the cheapest", () => {
  const cost = { "drop-off": 450n, locker: 390n, "home-pick-up": 890n };
  const lines = (isDue: boolean) => ordinary({ cost, isDue, own: [cost] });
  assert.equal(feesTogether(lines(true), ["home-pick-up"], 390n)["home-pick-up"], 390n);
  assert.equal(feesTogether(lines(false), ["home-pick-up"], 390n)["home-pick-up"], 890n);
  assert.equal(feesTogether(lines(true), ["locker", "home-pick-up"], 390n)["home-pick-up"], 890n);
});
