import type { RefundTiming, Resolution, ReturnMethod } from "../../../facts/return-requests/return-request.schema.ts";
import type { ReturnTerms } from "../../../judgement/return-policies/index.ts";
import type { LabelMethod } from "../../../means/labels/index.ts";

/** Slowest first. */
const slowest: readonly RefundTiming[] = ["inspected", "received", "first-scan", "instant"];

/** A way back, and what it costs the shopper once for all of it, minor units. */
export interface OfferedMethod {
  readonly method: ReturnMethod;
  readonly fee: bigint;
  /** What is known of it; undefined where goods are sent back without a label of ours. */
  readonly way: LabelMethod | undefined;
}

/** What can be chosen for lines that go back together. */
export interface ReturnOffer {
  readonly methods: readonly OfferedMethod[];
  readonly resolutions: readonly Resolution[];
  readonly timing: RefundTiming;
}

/**
 * The terms of lines that go back together: what is granted for each of them can be chosen for all, where there is a way. Where there is none, goods
 * are sent back by whatever carrier the shopper takes, and paid back: the law refuses neither. The fee for sending is one for all: that of the dearest line, and no law is broken by it, as
 * each line's own is within its law already. Pure.
 * @param terms one for each line, at least one
 * @param ways that lead back from where the goods are
 */
export function offerFor(terms: readonly ReturnTerms[], ways: readonly LabelMethod[]): ReturnOffer {
  const grants = terms.map((each) => each.grants);
  const wayBy = new Map(ways.map((way) => [way.method, way]));
  const methods = common(grants.map((each) => each.methods)).filter((method) => wayBy.has(method));
  const resolutions = common(grants.map((each) => each.resolutions));
  const logisticsFee = grants.reduce((most, each) => (each.logisticsFee > most ? each.logisticsFee : most), 0n);
  return {
    methods: (methods.length > 0 ? methods : (["drop-off"] as const)).map((method) => ({
      ...{ method, fee: isSent(method) ? logisticsFee : 0n, way: wayBy.get(method) },
    })),
    resolutions: resolutions.length > 0 ? resolutions : ["refund"],
    timing: slowest.find((timing) => grants.some((each) => each.refundTiming === timing)) ?? "received",
  };
}

/** Goods that the shopper keeps or gives away: they count as come back at once. */
export function staysThere(method: ReturnMethod): boolean {
  return method === "keep-it" || method === "donate-it";
}

/** Whether goods travel with a carrier: where nothing travels, nothing is charged for travelling. */
export function isSent(method: ReturnMethod): boolean {
  return method !== "store" && !staysThere(method);
}

/** What is in all of them, in the order of the first. */
function common<Value>(lists: readonly (readonly Value[])[]): Value[] {
  const [first = [], ...others] = lists;
  return first.filter((value) => others.every((list) => list.includes(value)));
}
