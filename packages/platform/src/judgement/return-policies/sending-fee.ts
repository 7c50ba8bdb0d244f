import { CarriedMethod } from "../../facts/return-requests/return-request.schema.ts";
import type { SendingFee } from "./sending-fee.schema.ts";

/** A price for each way. */
export type WayFees = Readonly<Record<CarriedMethod, bigint>>;

export function feesOf(fee: SendingFee): WayFees {
  return typeof fee === "bigint" ? eachWay(() => fee) : fee;
}

/** What each way costs, worked out way by way. */
export function eachWay(feeOf: (method: CarriedMethod) => bigint): WayFees {
  return { "drop-off": feeOf("drop-off"), locker: feeOf("locker"), "home-pick-up": feeOf("home-pick-up") };
}

/** Of several prices of each way the lowest. */
export function lowestFees(one: WayFees, other: WayFees): WayFees {
  return eachWay((method) => (one[method] < other[method] ? one[method] : other[method]));
}

/** What the cheapest of these ways costs; of all where none is named. */
export function cheapestWay(fee: SendingFee, methods: readonly CarriedMethod[] = []): bigint {
  const fees = feesOf(fee);
  const [first = "drop-off", ...others] = methods.length > 0 ? methods : CarriedMethod.options;
  return others.reduce((least, method) => (fees[method] < least ? fees[method] : least), fees[first]);
}

/** Whether any way costs less. */
export function hasCheaperWay(one: SendingFee, other: SendingFee): boolean {
  const [ones, others] = [feesOf(one), feesOf(other)];
  return CarriedMethod.options.some((method) => ones[method] < others[method]);
}
