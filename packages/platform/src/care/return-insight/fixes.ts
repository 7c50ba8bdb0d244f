import { readReason } from "../../facts/returns/reasons/index.ts";
import { wilson } from "../../judgement/promises/index.ts";
import type { CostOfUnit } from "./cost-of-unit.ts";
import { costOf } from "./cost-of-unit.ts";
import type { FixKind } from "./insight.contract.ts";

/** Units of a product that came back for one reason. */
export interface ReasonCount {
  readonly product: string;
  readonly category: string;
  readonly reason: string;
  readonly bought: number;
  readonly returned: number;
  readonly value: bigint;
}

export interface Fix extends ReasonCount {
  readonly fix: FixKind;
  readonly rate: { readonly n: number; readonly value: number; readonly low: number; readonly high: number };
  /** Of other products of its category, 0 to 1. */
  readonly usual: number;
  /** In a year, minor units. */
  readonly saves: bigint;
}

/** A product of a category and how much of it was bought, whether or not anything of it came back. */
export interface BoughtProduct {
  readonly product: string;
  readonly category: string;
  readonly bought: number;
}

/** So many units of others' experience stand beside a product's own: a handful of purchases says little by itself. */
const priorUnits = 20;
/** Fewer say nothing at all. */
const leastReturned = 3;
/** Of what is listed, as much may stand there by chance, on average. */
const falseShare = 0.1;

/**
 * Products that come back for a reason more often than all others of their category, beyond chance. Each product is held against the others by Fisher's exact
 * test, one-sided; as many products times as many reasons would list some by chance alone, so that the list is cut by the false discovery rate (Benjamini
 * and Hochberg 1995): of ten that are listed one is chance at most, on average. What mending saves is counted with the rate drawn towards the category's (a
 * Beta prior of twenty units), so that a new article with three returns of four does not lead the list. Pure; dearest first.
 * @param products all that was bought, so that others that never came back for a reason count too
 * @param days of the period, for what a year would save
 */
export function fixesOf(
  counts: readonly ReasonCount[],
  products: readonly BoughtProduct[],
  cost: CostOfUnit,
  days: number,
): Fix[] {
  const fixable = counts.flatMap((count) => {
    const fix = fixFor(count.reason);
    return fix === undefined || count.bought === 0 ? [] : [{ ...count, fix }];
  });
  const categories = Map.groupBy(products, ({ category }) => category);
  const boughtOf = new Map(
    [...categories].map(([category, own]) => [category, own.reduce((sum, { bought }) => sum + bought, 0)]),
  );
  const chanceOf = tailsOf(Math.max(0, ...boughtOf.values()));
  const kinds = Map.groupBy(fixable, ({ category, reason }) => `${category}\n${readReason(reason)}`);
  const asked = [...kinds.values()].reduce((sum, [first]) => sum + (categories.get(first!.category)?.length ?? 0), 0);
  const tested = fixable.flatMap((count) => {
    const all = kinds.get(`${count.category}\n${readReason(count.reason)}`) ?? [];
    const back = all.reduce((sum, { returned }) => sum + returned, 0);
    const bought = boughtOf.get(count.category) ?? 0;
    if (count.returned < leastReturned || bought <= count.bought) return [];
    const usual = (back - count.returned) / (bought - count.bought);
    return [{ ...count, usual, chance: chanceOf({ all: bought, back, own: count.bought, ownBack: count.returned }) }];
  });
  const fixes = listed(tested, asked).map(({ chance: _, ...count }): Fix => {
    const { bought, returned, usual, value } = count;
    const likely = (returned + priorUnits * usual) / (bought + priorUnits);
    const units = Math.max(0, likely - usual) * bought * (365 / days);
    const each = Number(costOf(cost, returned, value)) / returned;
    const rate = { n: bought, ...wilson(Math.min(1, returned / bought), bought) };
    return { ...count, rate, saves: BigInt(Math.round(units * each)) };
  });
  return fixes.toSorted((one, other) => Number(other.saves - one.saves) || other.returned - one.returned);
}

/** Those that are no chance among so many that were asked about: the longest list of the smallest chances that keeps the share of false ones. */
function listed<Tested extends { readonly chance: number }>(tested: readonly Tested[], asked: number): Tested[] {
  const sorted = tested.toSorted((one, other) => one.chance - other.chance);
  const last = sorted.findLastIndex(({ chance }, index) => chance <= ((index + 1) / asked) * falseShare);
  return sorted.slice(0, last + 1);
}

interface Drawn {
  readonly all: number;
  /** Of all that came back. */
  readonly back: number;
  readonly own: number;
  readonly ownBack: number;
}

/** Fisher's exact test: the chance of so many of one's own among what came back, or more, were it drawn from all alike (hypergeometric). */
function tailsOf(most: number): (drawn: Drawn) => number {
  const logFactorial = new Float64Array(most + 1);
  for (let n = 2; n <= most; n++) logFactorial[n] = logFactorial[n - 1]! + Math.log(n);
  const logChoose = (n: number, k: number) => logFactorial[n]! - logFactorial[k]! - logFactorial[n - k]!;
  return ({ all, back: given, own, ownBack }) => {
    // Units of a line can come back for more reasons than there are units.
    const back = Math.min(given, all);
    let sum = 0;
    for (let units = Math.max(ownBack, back - (all - own)); units <= Math.min(own, back); units++)
      sum += Math.exp(logChoose(own, units) + logChoose(all - own, back - units) - logChoose(all, back));
    return Math.min(1, sum);
  };
}

const kinds: readonly (readonly [FixKind, readonly string[]])[] = [
  [
    "size",
    [
      ...["too-small", "too-big", "too-short", "too-long", "too-narrow", "too-wide", "too-tight", "too-loose"],
      ...["size", "fit", "doesnt-fit", "comfort"],
    ],
  ],
  ["description", ["item-not-as-described", "color", "style", "material", "fabric", "incompatible"]],
  ["packaging", ["damaged-or-defective", "packaging-not-sealed", "scratched", "surface-damage"]],
  ["delivery", ["arrived-late", "received-the-wrong-item", "wrong-amount"]],
  ["expectation", ["missing-desired-features", "performance", "battery-life", "sturdiness"]],
  [
    "quality",
    [
      ...["quality", "seams-splitting", "loose-seams", "poor-stitching", "stained", "damaged-after-use"],
      ...["damaged-after-wear", "damaged-after-washing", "water-resistance", "product-leaks", "product-overheats"],
      ...["breaks-easily", "shelf-life", "dried-out"],
    ],
  ],
];

/** What would help against a reason; undefined where a shop can do nothing about it, such as a change of mind. */
function fixFor(reason: string): FixKind | undefined {
  const handle = readReason(reason);
  return kinds.find(([, reasons]) => reasons.includes(handle))?.[0];
}
