import type { OrderPromotion } from "../../facts/orders/index.ts";
import type { RefundPart } from "../../facts/refunds/refund-parts.schema.ts";
import { paidForUnits } from "../../foundation/money/index.ts";
import { brokenDiscount, type KeptLine } from "./promotions.ts";

/**
 * What becomes of a discount that stands on what is kept when a promotion does not hold any more: it stays (each unit keeps its own share), it is
 * taken off what is given back, or such a return is not taken (`brokenPromotions` says which it would break). What came in all the same is
 * settled as if it had stayed.
 */
export type PromotionBreakage = "keep-share" | "claw-back" | "forbid";

/** A line of the order before what is settled now. All of its lines are given, also those of which nothing goes back. */
export interface OrderedLine {
  readonly line: number;
  /** Units that were bought. */
  readonly quantity: number;
  /** For the whole line after every discount, tax included; minor units. */
  readonly paid: bigint;
  /** Units that have gone back before. */
  readonly returnedBefore: number;
  /** Of those, the ones that went back as the law lets them. */
  readonly freedBefore: number;
  /** What was given back for the line before, by refunds of any kind and by tills, and for how many units refunds did. */
  readonly givenBefore: bigint;
  readonly unitsGivenBefore: number;
  /** Of those, the ones that have not gone back and whose whole price was given, as for lost ones: it is not taken off those that do. */
  readonly goneBefore: number;
}

/** Units of a line that go back on the same terms; a line may stand here several times, as with two reasons. */
export interface ReturningUnits {
  readonly line: number;
  readonly quantity: number;
  /** As their terms say, raised to the law: what sending them back costs the shopper, once for the whole return. */
  readonly logisticsFee: bigint;
  /** As their terms say, raised to the law: taken off what was paid for them. */
  readonly restockingPercent: number;
  /** As their terms say: given on top of what is paid back to whoever takes store credit. */
  readonly bonusPercent: number;
  /** The law lets the shopper give them back: nothing is taken off for it, and no promotion is held against it. */
  readonly byLaw: boolean;
}

/** What was settled before, of which no more than the difference is due now. */
export interface SettledBefore {
  /** Postage of the order that was given back, by any refund. */
  readonly shipping: bigint;
  /** Taken for sending back, by settlements of the same return. */
  readonly logisticsFee: bigint;
  /** The same, by those of any return of the order. */
  readonly logisticsFees: bigint;
  /** Of discounts on what was kept, still held back from the order. */
  readonly breakage: bigint;
}

export interface SettlementCase {
  readonly lines: readonly OrderedLine[];
  readonly promotions: readonly OrderPromotion[];
  readonly returning: readonly ReturningUnits[];
  readonly breakage: PromotionBreakage;
  /** Standard postage to the shopper: given back once, when all of the order has gone back as the law lets it. */
  readonly shippingOwed: bigint;
  readonly before: SettledBefore;
}

/** What is due for units that go back; minor units, none below zero except `breakage`. */
export interface Settlement {
  /** What was paid for them, before anything is taken off; in the order in which they were named. */
  readonly goods: readonly { readonly line: number; readonly quantity: number; readonly amount: bigint }[];
  readonly shipping: bigint;
  readonly restockingFee: bigint;
  readonly logisticsFee: bigint;
  /** Of discounts on what is kept: taken off, or below zero where what was taken off before is given now. */
  readonly breakage: bigint;
  /** Of the goods, what another refund has given already. */
  readonly alreadyGiven: bigint;
  /** For whoever takes store credit: goodwill on top, never a part of the amount, and the same whatever the way back costs. */
  readonly bonus: bigint;
  /** `goods + shipping − restockingFee − logisticsFee − breakage − alreadyGiven`. */
  readonly amount: bigint;
  /** What a refund of it is made of; they sum to the amount. Empty where it is 0. */
  readonly parts: readonly RefundPart[];
}

/**
 * What is due for units that go back. Pure and cumulative: what was due in all less what was settled before, so that any sequence of partial
 * returns gives back what one return of all would, to the last minor unit, with no tolerance. Never below zero: what a fee or a broken
 * promotion is more than the goods is taken from what comes back later, and never asked for.
 * @throws RangeError for a line that the order does not have, or more units than are left of it
 */
export function settle(given: SettlementCase): Settlement {
  const units = inTurn(given);
  const after = keptAfter(given.lines, units);
  const owed = given.breakage === "claw-back" ? heldBack(given.promotions, after) : 0n;
  const change = owed - given.before.breakage;
  // Each deduction only from goods that it may be taken from: those of the law never pay for a fee of the others.
  const taken = take(units, positive(change), ({ byLaw }) => !byLaw);
  const released = least(positive(-change), sumOf(roomOf(given.lines)));
  // Before the fee of the way back: whatever way is chosen, credit has on top what was shown.
  const bonus = bonusOn(given, [...goodsParts(given.lines, units), ...releasedParts(given.lines, released)]);
  const fee = units.reduce((most, { logisticsFee }) => (logisticsFee > most ? logisticsFee : most), 0n);
  const feeLeft = positive(fee - given.before.logisticsFee);
  const feeOfGoods = take(units, feeLeft, ({ logisticsFee }) => logisticsFee > 0n);
  const feeOfReleased = least(feeLeft - feeOfGoods, released);
  const isAll = after.every(({ quantity, freed }) => freed === quantity);
  const shipping = isAll ? positive(given.shippingOwed - given.before.shipping) : 0n;
  const parts: readonly RefundPart[] = [
    ...goodsParts(given.lines, units),
    ...releasedParts(given.lines, released - feeOfReleased),
    { kind: "shipping" as const, amount: shipping },
  ].filter(({ amount }) => amount > 0n);
  return {
    goods: units.map(({ line, quantity, paid }) => ({ line, quantity, amount: paid })),
    ...{ shipping, logisticsFee: feeOfGoods + feeOfReleased, breakage: taken - released },
    restockingFee: units.reduce((sum, { restockingFee }) => sum + restockingFee, 0n),
    bonus,
    alreadyGiven: units.reduce((sum, { alreadyGiven }) => sum + alreadyGiven, 0n),
    amount: sumOf(parts),
    parts,
  };
}

/** The keys of the promotions that would not hold for all that is kept, if these units went back. */
export function brokenPromotions({
  lines,
  promotions,
  returning,
}: Pick<SettlementCase, "lines" | "promotions" | "returning">): string[] {
  const after = keptAfter(lines, inTurn({ lines, returning }));
  return promotions.filter((promotion) => brokenDiscount(promotion, after) > 0n).map(({ key }) => key);
}

interface UnitsInTurn extends ReturningUnits {
  readonly paid: bigint;
  readonly alreadyGiven: bigint;
  readonly restockingFee: bigint;
  /** What is left of it after what was taken off so far. */
  left: bigint;
}

/** The units with what was paid for them, each after those that have gone back before and those named before it. */
function inTurn({ lines, returning }: Pick<SettlementCase, "lines" | "returning">): UnitsInTurn[] {
  const soFar = new Map(lines.map((one) => [one.line, { returned: one.returnedBefore, given: one.givenBefore }]));
  return returning.map((units) => {
    const bought = lines.find(({ line }) => line === units.line);
    const before = soFar.get(units.line);
    if (!bought || !before || before.returned + units.quantity > bought.quantity) {
      throw new RangeError(`${units.quantity} units of line ${units.line}: there are not that many left`);
    }
    const after = before.returned + units.quantity;
    const upTo = (count: number) => paidForUnits(bought.paid, bought.quantity, 0, count);
    const percent = BigInt(units.byLaw ? 0 : units.restockingPercent);
    // The fee is the difference of two sums from the first unit on, as the price is: its shares then sum to the whole.
    const feeUpTo = (count: number) => (upTo(count) * percent) / 100n;
    const paid = upTo(after) - upTo(before.returned);
    const restockingFee = feeUpTo(after) - feeUpTo(before.returned);
    // Money that was given for these goods before they came, as when they were thought lost. What is gone comes last.
    const room = positive(upTo(Math.min(bought.quantity, after + bought.goneBefore)) - before.given);
    const left = least(paid - restockingFee, room);
    soFar.set(units.line, { returned: after, given: before.given + left });
    return { ...units, paid, restockingFee, alreadyGiven: paid - restockingFee - left, left };
  });
}

function keptAfter(lines: readonly OrderedLine[], units: readonly ReturningUnits[]): KeptLine[] {
  return lines.map(({ line, quantity, paid, returnedBefore, freedBefore }) => {
    const now = units.filter((one) => one.line === line);
    const count = (some: readonly ReturningUnits[]) => some.reduce((sum, one) => sum + one.quantity, 0);
    const freed = freedBefore + count(now.filter(({ byLaw }) => byLaw));
    return { line, quantity, paid, returned: returnedBefore + count(now), freed };
  });
}

function heldBack(promotions: readonly OrderPromotion[], kept: readonly KeptLine[]): bigint {
  return promotions.reduce((sum, promotion) => sum + brokenDiscount(promotion, kept), 0n);
}

/** Takes up to an amount off the units that may pay for it, in their order. @returns what was taken */
function take(units: readonly UnitsInTurn[], amount: bigint, from: (unit: UnitsInTurn) => boolean): bigint {
  let missing = amount;
  for (const unit of units.filter(from)) {
    const share = least(unit.left, missing);
    unit.left -= share;
    missing -= share;
  }
  return amount - missing;
}

function goodsParts(lines: readonly OrderedLine[], units: readonly UnitsInTurn[]): RefundPart[] {
  return lines.map(({ line, quantity, unitsGivenBefore }) => {
    const own = units.filter((one) => one.line === line);
    const came = own.reduce((sum, one) => sum + one.quantity, 0);
    const amount = own.reduce((sum, { left }) => sum + left, 0n);
    return { kind: "goods" as const, line, quantity: Math.min(came, quantity - unitsGivenBefore), amount };
  });
}

/** What was held back for a promotion belongs to goods that have gone back before, and is money for the same units. */
function releasedParts(lines: readonly OrderedLine[], amount: bigint): RefundPart[] {
  let missing = amount;
  return roomOf(lines).map(({ line, amount: room }) => {
    const share = least(room, missing);
    missing -= share;
    return { kind: "goods" as const, line, quantity: 0, amount: share };
  });
}

/** What was paid for goods that have gone back before, and not given back. */
function roomOf(lines: readonly OrderedLine[]): { readonly line: number; readonly amount: bigint }[] {
  return lines.map(({ line, quantity, paid, returnedBefore, givenBefore }) => {
    return { line, amount: positive(paidForUnits(paid, quantity, 0, returnedBefore) - givenBefore) };
  });
}

/**
 * What credit has on top of the goods' money: a share of all that the goods came to so far less the share of what they had come to before, so that
 * several credits have on top what one would. What was taken for sending them back counts as come to them. Lines with the same share count together;
 * those of which nothing comes now with the highest, and so do earlier fees, of which nobody knows which goods paid them.
 */
function bonusOn({ lines, returning, before: settled }: SettlementCase, parts: readonly RefundPart[]): bigint {
  const most = (some: readonly ReturningUnits[]) => Math.max(0, ...some.map(({ bonusPercent }) => bonusPercent));
  const percentOf = (line: number) => {
    const own = returning.filter((units) => units.line === line);
    return most(own.length > 0 ? own : returning);
  };
  const goods = parts.flatMap((part) => (part.kind === "goods" ? [part] : []));
  const highest = most(returning);
  return [...Map.groupBy(lines, ({ line }) => percentOf(line))].reduce((sum, [percent, group]) => {
    const given = group.reduce((total, { givenBefore }) => total + givenBefore, 0n);
    const before = given + (percent === highest ? settled.logisticsFees : 0n);
    const now = sumOf(goods.filter(({ line }) => percentOf(line) === percent));
    const share = (amount: bigint) => (amount * BigInt(percent)) / 100n;
    return sum + share(before + now) - share(before);
  }, 0n);
}

function sumOf(parts: readonly { readonly amount: bigint }[]): bigint {
  return parts.reduce((sum, { amount }) => sum + amount, 0n);
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

function positive(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}
