import type { RefundTiming, Resolution, ReturnMethod } from "../../../facts/return-requests/return-request.schema.ts";
import type { ReturnTerms } from "../../../judgement/return-policies/index.ts";

/** Slowest first. */
const slowest: readonly RefundTiming[] = ["inspected", "received", "first-scan", "instant"];

/** What can be chosen for lines that go back together. */
export interface ReturnOffer {
  readonly methods: readonly { readonly method: ReturnMethod; readonly fee: bigint }[];
  readonly resolutions: readonly Resolution[];
  readonly timing: RefundTiming;
}

/**
 * The terms of lines that go back together: what is granted for each of them can be chosen for all. Where nothing is granted for each, goods are
 * sent back and paid back, which no law refuses. The fee for sending is one for all: that of the dearest line, and no law is broken by it, as
 * each line's own is within its law already. Pure.
 * @param terms one for each line, at least one
 */
export function offerFor(terms: readonly ReturnTerms[]): ReturnOffer {
  const grants = terms.map((each) => each.grants);
  const methods = common(grants.map((each) => each.methods));
  const resolutions = common(grants.map((each) => each.resolutions));
  const logisticsFee = grants.reduce((most, each) => (each.logisticsFee > most ? each.logisticsFee : most), 0n);
  return {
    methods: (methods.length > 0 ? methods : (["drop-off"] as const)).map((method) => ({
      method,
      fee: isSent(method) ? logisticsFee : 0n,
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
