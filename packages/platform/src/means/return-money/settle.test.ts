import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  brokenPromotions,
  type OrderedLine,
  type PromotionBreakage,
  type ReturningUnits,
  type Settlement,
  settle,
} from "./index.ts";
import { type BoughtOrder, boughtOrder, type Receipts, settleInTurn } from "./testing.ts";

const terms = { logisticsFee: 0n, restockingPercent: 0, bonusPercent: 0, byLaw: false };
const breakages = fc.constantFrom<PromotionBreakage>("keep-share", "claw-back", "forbid");

/** All units of an order in a random turn, cut into random receipts; `own` says on what terms each goes back. */
function receiptsOf(order: BoughtOrder, own: (line: number) => Partial<ReturningUnits> = () => ({})) {
  const units = order.lines.flatMap(({ line, quantity }) => Array.from({ length: quantity }, () => line));
  return fc
    .tuple(
      fc.shuffledSubarray(units, { minLength: units.length, maxLength: units.length }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: units.length, maxLength: units.length }),
    )
    .map(([turn, sizes]): Receipts => {
      const receipts: ReturningUnits[][] = [];
      for (let at = 0, next = 0; at < turn.length; at += sizes[next++]!) {
        const some = turn.slice(at, at + sizes[next]!);
        receipts.push(some.map((line) => ({ ...terms, line, quantity: 1, ...own(line) })));
      }
      return receipts;
    });
}

function atOnce(receipts: Receipts): Receipts {
  return [receipts.flat()];
}

const orderInParts = boughtOrder.chain((order) =>
  fc
    .record({
      logisticsFee: fc.constantFrom(0n, 495n, 40_000n),
      restockingPercent: fc.constantFrom(0, 7, 15, 50),
      bonusPercent: fc.constantFrom(0, 3, 10),
    })
    .chain((fees) => fc.record({ order: fc.constant(order), receipts: receiptsOf(order, () => fees) })),
);

const sum = (settled: readonly Settlement[], of: (one: Settlement) => bigint) =>
  settled.reduce((total, one) => total + of(one), 0n);

test("any sequence of partial returns gives back what one of all does, to the last unit, fees and broken promotions included", () => {
  fc.assert(
    fc.property(orderInParts, breakages, ({ order, receipts }, breakage) => {
      const parts = settleInTurn(order, receipts, breakage);
      const whole = settleInTurn(order, atOnce(receipts), breakage);
      for (const what of ["amount", "restockingFee", "logisticsFee", "breakage", "bonus"] as const) {
        assert.equal(
          sum(parts, (one) => one[what]),
          sum(whole, (one) => one[what]),
          what,
        );
      }
    }),
  );
});

test("trap 24: what the law lets go back is given back whole with the postage, once, whatever a policy takes off: the last leaves nothing", () => {
  const withdrawn = boughtOrder.chain((order) =>
    fc.record({
      order: fc.constant(order),
      receipts: receiptsOf(order, () => ({ restockingPercent: 50, byLaw: true })),
    }),
  );
  fc.assert(
    fc.property(withdrawn, breakages, ({ order, receipts }, breakage) => {
      const paid = order.lines.reduce((total, one) => total + one.paid, 0n);
      const settled = settleInTurn(order, receipts, breakage);
      assert.equal(
        sum(settled, ({ amount }) => amount),
        paid + order.shipping,
      );
      assert.ok(settled.slice(0, -1).every(({ shipping }) => shipping === 0n));
      assert.ok(settled.every((one) => one.restockingFee === 0n && one.logisticsFee === 0n && one.breakage === 0n));
    }),
  );
});

test("every settlement is what its parts sum to, never below nothing, and never gives a line or its units twice", () => {
  fc.assert(
    fc.property(orderInParts, breakages, ({ order, receipts }, breakage) => {
      const settled = settleInTurn(order, receipts, breakage);
      for (const one of settled) {
        const { goods, shipping, restockingFee, logisticsFee, breakage: held, alreadyGiven, amount, parts } = one;
        assert.ok(amount >= 0n && restockingFee >= 0n && logisticsFee >= 0n && alreadyGiven === 0n);
        assert.equal(
          parts.reduce((total, part) => total + part.amount, 0n),
          amount,
        );
        const value = goods.reduce((total, each) => total + each.amount, 0n);
        assert.equal(value + shipping - restockingFee - logisticsFee - held, amount);
        assert.ok(parts.every((part) => part.amount > 0n));
      }
      for (const { line, paid, quantity } of order.lines) {
        const own = settled.flatMap(({ parts }) =>
          parts.flatMap((part) => (part.kind === "goods" && part.line === line ? [part] : [])),
        );
        assert.ok(own.reduce((total, part) => total + part.amount, 0n) <= paid);
        assert.ok(own.reduce((total, part) => total + part.quantity, 0) <= quantity);
      }
    }),
  );
});

test("goods that the law frees are given back whole beside others that a fee or a broken promotion eats up", () => {
  const mixed = boughtOrder
    .filter(({ lines }) => lines.length > 1)
    .chain((order) =>
      fc.record({
        order: fc.constant(order),
        receipts: receiptsOf(order, (line) =>
          line === 1 ? { byLaw: true } : { logisticsFee: 1_000_000n, restockingPercent: 50 },
        ),
      }),
    );
  fc.assert(
    fc.property(mixed, breakages, ({ order, receipts }, breakage) => {
      const settled = settleInTurn(order, receipts, breakage);
      const own = settled.flatMap(({ parts }) => parts.filter((part) => part.kind === "goods" && part.line === 1));
      assert.equal(
        own.reduce((total, part) => total + part.amount, 0n),
        order.lines[0]!.paid,
      );
    }),
  );
});

const fresh = { returnedBefore: 0, freedBefore: 0, givenBefore: 0n, unitsGivenBefore: 0, goneBefore: 0 };
const nothing = { shipping: 0n, logisticsFee: 0n, logisticsFees: 0n, breakage: 0n };

function settleOf(
  lines: readonly { quantity: number; paid: bigint }[],
  { needs, shares }: { needs: BoughtOrder["promotions"][number]["needs"]; shares: readonly bigint[] },
  returning: readonly Partial<ReturningUnits>[],
  breakage: PromotionBreakage = "claw-back",
) {
  return settle({
    lines: lines.map((line, index) => ({ ...line, ...fresh, line: index + 1 })),
    promotions: [{ key: "p", needs, lines: shares.map((amount, index) => ({ line: index + 1, amount })) }],
    returning: returning.map((units) => ({ ...terms, line: 1, quantity: 1, ...units })),
    ...{ breakage, shippingOwed: 0n, before: nothing },
  });
}

test("three for two on one line: one back gives nothing of a clawed-back promotion, two give one, three give all", () => {
  const three = (quantity: number, breakage?: PromotionBreakage) =>
    settleOf(
      [{ quantity: 3, paid: 2_000n }],
      { needs: { units: 3, times: 1 }, shares: [1_000n] },
      [{ quantity }],
      breakage,
    ).amount;
  assert.deepEqual([three(1), three(2), three(3)], [0n, 1_000n, 2_000n]);
  assert.deepEqual([three(1, "keep-share"), three(2, "keep-share"), three(3, "keep-share")], [666n, 1_333n, 2_000n]);
});

test("three for two taken twice breaks once when one of six goes back", () => {
  const six = (quantity: number) =>
    settleOf([{ quantity: 6, paid: 4_000n }], { needs: { units: 3, times: 2 }, shares: [2_000n] }, [{ quantity }])
      .amount;
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(six), [0n, 1_000n, 2_000n, 2_000n, 3_000n, 4_000n]);
});

test("trap 4: who keeps only what came free pays for it under claw-back, keeps it otherwise, and never where the law lets the other go back", () => {
  const bogo = { needs: { units: 1, times: 1, lines: [1] }, shares: [0n, 2_000n] };
  const lines = [
    { quantity: 1, paid: 3_000n },
    { quantity: 1, paid: 0n },
  ];
  const settled = settleOf(lines, bogo, [{ line: 1 }]);
  assert.deepEqual([settled.amount, settled.breakage], [1_000n, 2_000n]);
  assert.equal(settleOf(lines, bogo, [{ line: 1 }], "keep-share").amount, 3_000n);
  assert.equal(settleOf(lines, bogo, [{ line: 1, byLaw: true }]).amount, 3_000n);
  assert.equal(settleOf(lines, bogo, [{ line: 2 }]).amount, 0n);
  assert.equal(settleOf(lines, bogo, [{ line: 1 }, { line: 2 }]).amount, 3_000n);
});

test("what was held back is given when the free one comes back too, as money for the units that came before", () => {
  const order: BoughtOrder = {
    ...{ currency: "EUR", shipping: 0n },
    lines: [
      { line: 1, quantity: 1, paid: 3_000n },
      { line: 2, quantity: 1, paid: 0n },
    ],
    promotions: [{ key: "p", needs: { units: 1, times: 1, lines: [1] }, lines: [{ line: 2, amount: 2_000n }] }],
  };
  const units = (line: number) => [{ ...terms, line, quantity: 1 }];
  const [first, second] = settleInTurn(order, [units(1), units(2)], "claw-back");
  assert.deepEqual(first?.parts, [{ kind: "goods", line: 1, quantity: 1, amount: 1_000n }]);
  assert.equal(second?.breakage, -2_000n);
  assert.deepEqual(second.parts, [{ kind: "goods", line: 1, quantity: 0, amount: 2_000n }]);
});

test("under a threshold the discount on what is kept is taken off, and never more than the goods that come back", () => {
  const spend = { needs: { spend: 15_000n }, shares: [1_500n, 1_500n] };
  const lines = [
    { quantity: 10, paid: 8_500n },
    { quantity: 1, paid: 8_500n },
  ];
  assert.equal(settleOf(lines, spend, [{ line: 1, quantity: 10 }]).amount, 7_000n);
  assert.equal(settleOf(lines, spend, [{ line: 1, quantity: 8 }]).amount, 5_000n);
  assert.equal(settleOf(lines, spend, [{ line: 1, quantity: 5 }]).amount, 4_250n);
  const [dear, cheap] = [
    { quantity: 1, paid: 9_900n },
    { quantity: 1, paid: 100n },
  ];
  const small = settleOf([dear, cheap], { needs: { spend: 12_000n }, shares: [1_980n, 20n] }, [{ line: 2 }]);
  assert.deepEqual([small.amount, small.breakage], [0n, 100n]);
});

test("which promotions a return would break can be asked before it is taken", () => {
  const promotions = [
    { key: "bogo", needs: { units: 1, times: 1, lines: [1] }, lines: [{ line: 2, amount: 2_000n }] },
    { key: "spend", needs: { spend: 1_000n }, lines: [{ line: 1, amount: 300n }] },
  ];
  const lines = [1, 2].map((line) => ({ ...fresh, line, quantity: 1, paid: line === 1 ? 3_000n : 0n }));
  const broken = (...returning: Partial<ReturningUnits>[]) =>
    brokenPromotions({
      lines,
      promotions,
      returning: returning.map((units) => ({ ...terms, line: 1, quantity: 1, ...units })),
    });
  assert.deepEqual(broken({ line: 1 }), ["bogo"]);
  assert.deepEqual(broken({ line: 1, byLaw: true }), []);
  assert.deepEqual(broken({ line: 2 }), []);
  assert.deepEqual(broken({ line: 1 }, { line: 2 }), []);
});

test("credit has its bonus on what is given, and nothing on what a broken promotion eats up", () => {
  const three = (quantity: number) => {
    const promotion = { needs: { units: 3, times: 1 }, shares: [1_000n] };
    return settleOf([{ quantity: 3, paid: 2_000n }], promotion, [{ quantity, bonusPercent: 10 }]).bonus;
  };
  assert.deepEqual([three(1), three(2), three(3)], [0n, 100n, 200n]);
});

test("whatever the way back costs, credit has on top what it would have if that were free, in parts as in one", () => {
  fc.assert(
    fc.property(orderInParts, breakages, ({ order, receipts }, breakage) => {
      const free = receipts.map((units) => units.map((each) => ({ ...each, logisticsFee: 0n })));
      const bonus = (settled: readonly Settlement[]) => sum(settled, (one) => one.bonus);
      assert.equal(bonus(settleInTurn(order, receipts, breakage)), bonus(settleInTurn(order, atOnce(free), breakage)));
    }),
  );
});

test("what another refund has given for the goods is not given again, and its units are not either", () => {
  const settled = settle({
    lines: [{ line: 1, quantity: 2, paid: 5_000n, ...fresh, givenBefore: 3_000n, unitsGivenBefore: 1 }],
    ...{ promotions: [], breakage: "keep-share", shippingOwed: 0n, before: nothing },
    returning: [{ ...terms, line: 1, quantity: 2 }],
  });
  assert.deepEqual(settled.parts, [{ kind: "goods", line: 1, quantity: 1, amount: 2_000n }]);
  assert.equal(settled.alreadyGiven, 3_000n);
});

test("what was given for a lost unit is not taken off one that comes, and not given again should it turn up", () => {
  const three = { line: 1, quantity: 3, paid: 10_000n, returnedBefore: 0, freedBefore: 0 };
  const back = (before: Partial<OrderedLine>) =>
    settle({
      lines: [{ ...three, givenBefore: 3_333n, unitsGivenBefore: 1, goneBefore: 1, ...before }],
      ...{ promotions: [], breakage: "keep-share", shippingOwed: 0n, before: nothing },
      returning: [{ ...terms, line: 1, quantity: 1 }],
    }).amount;
  assert.equal(back({}), 3_333n);
  assert.equal(back({ returnedBefore: 1, givenBefore: 6_666n, unitsGivenBefore: 2 }), 3_333n);
  assert.equal(back({ returnedBefore: 2, givenBefore: 9_999n, unitsGivenBefore: 3 }), 1n);
  assert.equal(back({ returnedBefore: 2, givenBefore: 10_000n, unitsGivenBefore: 3, goneBefore: 0 }), 0n);
});

test("a fee that the goods of a receipt cannot pay is taken from the next one, once for the return", () => {
  const order: BoughtOrder = {
    ...{ currency: "EUR", shipping: 0n, promotions: [] },
    lines: [
      { line: 1, quantity: 1, paid: 300n },
      { line: 2, quantity: 2, paid: 2_000n },
    ],
  };
  const units = (line: number) => [{ ...terms, line, quantity: 1, logisticsFee: 495n }];
  const settled = settleInTurn(order, [units(1), units(2), units(2)], "keep-share");
  assert.deepEqual(
    settled.map(({ amount, logisticsFee }) => [amount, logisticsFee]),
    [
      [0n, 300n],
      [805n, 195n],
      [1_000n, 0n],
    ],
  );
});

test("more units than are left, or a line that the order does not have, is refused", () => {
  const given = (units: Partial<ReturningUnits>) => () =>
    settleOf([{ quantity: 1, paid: 1n }], { needs: { spend: 0n }, shares: [] }, [units]);
  assert.throws(given({ quantity: 2 }), /not that many left/);
  assert.throws(given({ line: 9 }), /not that many left/);
});
