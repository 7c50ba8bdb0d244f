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

/** So many units of others' experience stand beside a product's own: a handful of purchases says little by itself. */
const priorUnits = 20;
/** Fewer say nothing at all. */
const leastReturned = 3;

/**
 * Products that come back for a reason more often than others of their kind, beyond chance: the lower end of the interval of the rate lies above what
 * the rest of the category does. What mending saves is counted with the rate drawn towards the category's (a Beta prior of
 * twenty units), so that a new article with three returns of four does not lead the list. Pure; dearest first.
 * @param days of the period, for what a year would save
 */
export function fixesOf(counts: readonly ReasonCount[], cost: CostOfUnit, days: number): Fix[] {
  const kinds = Map.groupBy(counts, ({ category, reason }) => `${category}\n${readReason(reason)}`);
  const fixes = counts.flatMap((count): Fix[] => {
    const fix = fixFor(count.reason);
    if (fix === undefined || count.returned < leastReturned || count.bought === 0) return [];
    const others = (kinds.get(`${count.category}\n${readReason(count.reason)}`) ?? []).filter(
      ({ product }) => product !== count.product,
    );
    const bought = others.reduce((sum, each) => sum + each.bought, 0);
    if (bought === 0) return [];
    const usual = others.reduce((sum, each) => sum + each.returned, 0) / bought;
    const rate = { n: count.bought, ...wilson(Math.min(1, count.returned / count.bought), count.bought) };
    if (rate.low <= usual) return [];
    const likely = (count.returned + priorUnits * usual) / (count.bought + priorUnits);
    const units = Math.max(0, likely - usual) * count.bought * (365 / days);
    const each = Number(costOf(cost, count.returned, count.value)) / count.returned;
    return [{ ...count, fix, rate, usual, saves: BigInt(Math.round(units * each)) }];
  });
  return fixes.toSorted((one, other) => Number(other.saves - one.saves) || other.returned - one.returned);
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
