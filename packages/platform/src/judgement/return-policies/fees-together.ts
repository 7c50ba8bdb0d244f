import type { CarriedMethod } from "../../facts/return-requests/return-request.schema.ts";
import { cheapestWay, eachWay, lowestFees, type WayFees } from "./sending-fee.ts";
import type { ReturnTerms } from "./terms.ts";

/** Of the terms of a line, what the fee for sending hangs on. */
export type TermsOfSending = {
  readonly grants: Pick<ReturnTerms["grants"], "logisticsFee">;
  readonly law: Pick<ReturnTerms["law"], "isDue" | "isSentFree">;
};

/**
 * What each way costs the shopper for lines that go back together, once for all of them: the dearest of the lines' own prices, each of which is within
 * the law already. Two things more than that the law wants, of the parcel and not of a line:
 *
 * - What has to travel at the shop's cost takes the rest with it (Directive (EU) 2019/771, Articles 14 (2) and 16 (3)): there is one parcel, and the shop
 *   owes it. A fee for it would be one for the faulty goods, and without them the shop would pay a parcel all the same.
 * - While the law lets any of it go back, one of the ways offered costs no more than the cheapest really does: what is dearer is a choice.
 *
 * Pure.
 * @param offered the ways with a carrier that can be chosen
 * @param least what the cheapest way with a carrier, offered or not, really costs
 */
export function feesTogether(
  terms: readonly TermsOfSending[],
  offered: readonly CarriedMethod[],
  least: bigint,
): WayFees {
  if (terms.some(({ law }) => law.isSentFree)) return eachWay(() => 0n);
  const fees = eachWay((method) =>
    terms.reduce((most, { grants }) => (grants.logisticsFee[method] > most ? grants.logisticsFee[method] : most), 0n),
  );
  const isDue = terms.some(({ law }) => law.isDue);
  return isDue && cheapestWay(fees, offered) > least
    ? lowestFees(
        fees,
        eachWay(() => least),
      )
    : fees;
}
