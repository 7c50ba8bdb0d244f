import {
  CarriedMethod,
  type RefundTiming,
  type Resolution,
  type ReturnMethod,
} from "../../../facts/return-requests/return-request.schema.ts";
import {
  cheapestWay,
  feesTogether,
  type ReturnTerms,
  type SendingFee,
} from "../../../judgement/return-policies/index.ts";
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
 * are sent back by whatever carrier the shopper takes and pays, and paid back: the law refuses neither. The fee for sending is one for all. Pure.
 * @param terms one for each line, at least one
 * @param ways that lead back from where the goods are
 * @param cost what sending really costs, as the policy has it
 */
export function offerFor(terms: readonly ReturnTerms[], ways: readonly LabelMethod[], cost: SendingFee): ReturnOffer {
  const grants = terms.map((each) => each.grants);
  const wayBy = new Map(ways.map((way) => [way.method, way]));
  const methods = common(grants.map((each) => each.methods)).filter((method) => wayBy.has(method));
  const resolutions = common(grants.map((each) => each.resolutions));
  const offered: readonly ReturnMethod[] = methods.length > 0 ? methods : ["drop-off"];
  const carried = CarriedMethod.options.filter((method) => offered.includes(method));
  const leading = CarriedMethod.options.filter((method) => wayBy.has(method));
  const fees = feesTogether(terms, carried, cheapestWay(cost, leading));
  return {
    methods: offered.map((method) => {
      const way = wayBy.get(method);
      // Whoever pays a carrier of their own is not charged for one of ours.
      return { method, fee: way !== undefined && isSent(method) ? fees[method] : 0n, way };
    }),
    resolutions: resolutions.length > 0 ? resolutions : ["refund"],
    timing: slowest.find((timing) => grants.some((each) => each.refundTiming === timing)) ?? "received",
  };
}

/** Goods that the shopper keeps or gives away: they count as come back at once. */
export function staysThere(method: ReturnMethod): boolean {
  return method === "keep-it" || method === "donate-it";
}

/** Whether goods travel with a carrier: where nothing travels, nothing is charged for travelling. */
function isSent(method: ReturnMethod): method is CarriedMethod {
  return CarriedMethod.safeParse(method).success;
}

/**
 * What a line pays for the way that was chosen: as much as it would by itself, and no more than all of them do together, so that what comes in of it in
 * parts is charged what was shown.
 */
export function feeOfLine({ grants }: ReturnTerms, { methods }: ReturnOffer, method: ReturnMethod): bigint {
  const fee = methods.find((each) => each.method === method)?.fee ?? 0n;
  if (!isSent(method)) return 0n;
  const own = grants.logisticsFee[method];
  return own < fee ? own : fee;
}

/** What is in all of them, in the order of the first. */
function common<Value>(lists: readonly (readonly Value[])[]): Value[] {
  const [first = [], ...others] = lists;
  return first.filter((value) => others.every((list) => list.includes(value)));
}
