import { ownOrder } from "../../facts/orders/index.ts";
import { profileAt, readProfile } from "../../facts/profiles/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import { isHoliday, loadHolidays } from "../../facts/shipping/index.ts";
import { dayAt, dayText, type PlainDayNumber } from "../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { minorDigits } from "../../foundation/money/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { behaviourSegment } from "./behaviour-segment.ts";
import { isFaulty } from "./faulty-reasons.ts";
import type { PolicyCase } from "./policy-facts.ts";
import { policyInCurrency } from "./policy-in-currency.ts";
import { readPolicy } from "./policy-in-force.ts";
import { readyPolicy } from "./ready-policy.ts";
import { returnTermsOfOrder } from "./return-policy.contract.ts";
import { arrivalOf, readReturnableOrder } from "./returnable-order.ts";
import { returnTerms } from "./terms.ts";
import { viewTerms } from "./view-terms.ts";

/** Where nobody said when goods arrived: by then most have (policy), and by then the law wants them to have (law). */
const assumedDays = { policy: 14, law: 30 };

export const returnTermsOfOrderOperation = operation(returnTermsOfOrder, {
  by: {
    shopper: ownOrder,
    ...{ associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  },
  async run({ tx, clock, locale }, { orderId, reason }) {
    const now = clock.now();
    const order = await readReturnableOrder(tx, orderId);
    const { timeZone, currency } = await readRetailer(tx);
    const today = dayAt(now, timeZone).day;
    const placedOn = dayAt(order.placed_at, timeZone).day;
    const arrival = await arrivalOf(tx, order, timeZone);
    const { version, document } = (await readPolicy(tx))!;
    const policy = readyPolicy(policyInCurrency(document, order.currency, currency));
    if ("faults" in policy)
      throw new Error(`the return policy ${version} has conditions that this release cannot read`);
    const place = { country: order.country ?? "DE" };
    const year = now.getUTCFullYear();
    await loadHolidays([place], [year - 1, year, year + 1]);
    const about = await aboutShopper(tx, order.shopper_id, now);
    const main = (minor: bigint) => Number(minor) / 10 ** minorDigits(order.currency);
    const lines = order.lines.map((line) => {
      const facts: PolicyCase = {
        ...about,
        ...{ channel: order.channel, country: order.country ?? "", category: line.category ?? "", sku: line.sku },
        ...{ placed_on: dayText(placedOn), today: dayText(today), reason: reason ?? "" },
        discount: line.listed > 0n ? Number(line.discount) / Number(line.listed) : 0,
        ...{ paid: main(line.paid), order_total: main(order.total) },
      };
      const terms = returnTerms(policy, {
        ...{ facts, realLogistics: document.costOfSending },
        windowFrom: arrival.kind === "assumed" ? placedOn + assumedDays.policy : arrival.on,
        law: {
          ...{ country: order.country ?? undefined, atDistance: order.channel !== "store", placedOn, statedOn: today },
          receivedOn: arrival.kind === "assumed" ? placedOn + assumedDays.law : arrival.on,
          ...{ isHoliday: (day: PlainDayNumber) => isHoliday(place, day), faulty: isFaulty(reason) },
        },
      });
      const units = line.quantity - line.returned_quantity;
      return {
        ...{ line: line.line, sku: line.sku, units, ...(line.title !== null && { title: line.title }) },
        ...viewTerms(terms, document.rules, locale),
        isOpen: terms.isOpen && units > 0,
      };
    });
    return { policyVersion: version, currency: order.currency, arrival: arrival.kind, lines };
  },
});

async function aboutShopper(tx: DatabaseTx, shopperId: string, now: Date) {
  const profile = profileAt(await readProfile(tx, shopperId), now);
  const segment = behaviourSegment(profile);
  const { tier = "", orders = 0, returnRate = 0 } = profile;
  return { segment, tier, orders, return_rate: returnRate };
}
