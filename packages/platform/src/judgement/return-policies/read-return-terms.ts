import { repairedUnits } from "../../facts/claims/index.ts";
import { type ProfileState, profileAt, readProfile } from "../../facts/profiles/index.ts";
import { type RetailerSettings, readRetailer } from "../../facts/retailer/index.ts";
import { isFaulty } from "../../facts/returns/reasons/index.ts";
import { isHoliday, loadHolidays } from "../../facts/shipping/index.ts";
import { dayAt, dayText, type PlainDayNumber } from "../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { minorDigits } from "../../foundation/money/index.ts";
import { type GuaranteeRight, guaranteeRight } from "../law/index.ts";
import { behaviourSegment } from "./behaviour-segment.ts";

import type { PolicyDocument } from "./policy.schema.ts";
import type { PolicyCase } from "./policy-facts.ts";
import { policyInCurrency } from "./policy-in-currency.ts";
import { readPolicy } from "./policy-in-force.ts";
import { readyPolicy } from "./ready-policy.ts";
import { type Arrival, arrivalOf, type ReturnableOrder, readReturnableOrder } from "./returnable-order.ts";
import { type ReturnTerms, returnTerms } from "./terms.ts";

/** Where nobody said when goods arrived: by then most have (policy), and by then the law wants them to have (law). */
export const assumedDays = { policy: 14, law: 30 };

/** An order with the policy that holds, ready to be asked about each of its lines. */
export interface OrderReturnTerms {
  readonly order: ReturnableOrder;
  /** Of the policy. */
  readonly version: number;
  readonly document: PolicyDocument;
  readonly arrival: Arrival["kind"];
  /** Whose order it is. */
  readonly profile: ProfileState;
  readonly retailer: RetailerSettings;
  /** @param reason a return reason handle; a faulty article has other terms */
  termsOf(line: ReturnableOrder["lines"][number], reason: string | undefined): ReturnTerms;
  /** What the law grants if units of a line are faulty today. */
  guaranteeOf(line: number, quantity: number): GuaranteeRight;
}

/**
 * What is needed to say on which terms the lines of an order can be given back now.
 * @throws not-found (404)
 */
export async function readReturnTerms(tx: DatabaseTx, now: Date, orderId: string): Promise<OrderReturnTerms> {
  const [order, retailer, inForce, repaired] = await Promise.all([
    readReturnableOrder(tx, orderId),
    readRetailer(tx),
    readPolicy(tx),
    repairedUnits(tx, orderId),
  ]);
  const { timeZone, currency } = retailer;
  const today = dayAt(now, timeZone).day;
  const placedOn = dayAt(order.placed_at, timeZone).day;
  const [arrival, profile] = await Promise.all([arrivalOf(tx, order, timeZone), readProfile(tx, order.shopper_id)]);
  const { version, document } = inForce!;
  const policy = readyPolicy(policyInCurrency(document, order.currency, currency));
  if ("faults" in policy) throw new Error(`the return policy ${version} has conditions that this release cannot read`);
  const place = { country: order.country ?? "DE" };
  const year = now.getUTCFullYear();
  await loadHolidays([place], [year - 1, year, year + 1]);
  const about = aboutShopper(profile, now);
  const purchase = {
    ...{ country: order.country ?? undefined, placedOn, statedOn: today },
    receivedOn: arrival.kind === "assumed" ? placedOn + assumedDays.law : arrival.on,
  };
  const main = (minor: bigint) => Number(minor) / 10 ** minorDigits(order.currency);
  const termsOf: OrderReturnTerms["termsOf"] = (line, reason) => {
    const facts: PolicyCase = {
      ...about,
      ...{ channel: order.channel, country: order.country ?? "", category: line.category ?? "", sku: line.sku },
      ...{ placed_on: dayText(placedOn), today: dayText(today), reason: reason ?? "" },
      discount: line.listed > 0n ? Number(line.discount) / Number(line.listed) : 0,
      ...{ paid: main(line.paid), order_total: main(order.total) },
    };
    return returnTerms(policy, {
      ...{ facts, realLogistics: document.costOfSending },
      windowFrom: arrival.kind === "assumed" ? placedOn + assumedDays.policy : arrival.on,
      law: {
        ...{ ...purchase, atDistance: order.channel !== "store", repaired: repaired.has(line.line) },
        ...{ isHoliday: (day: PlainDayNumber) => isHoliday(place, day), faulty: isFaulty(reason) },
      },
    });
  };
  const guaranteeOf: OrderReturnTerms["guaranteeOf"] = (line, quantity) =>
    guaranteeRight({ ...purchase, repaired: (repaired.get(line) ?? 0) >= quantity });
  return { order, version, document, arrival: arrival.kind, profile, retailer, termsOf, guaranteeOf };
}

function aboutShopper(state: ProfileState, now: Date) {
  const profile = profileAt(state, now);
  const segment = behaviourSegment(profile);
  const { tier = "", orders = 0, returnRate = 0 } = profile;
  return { segment, tier, orders, return_rate: returnRate };
}
