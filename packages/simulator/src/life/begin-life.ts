import { seededRandom } from "@aftercare/learn";
import type { Customer, Happening } from "../behaviour/index.ts";
import { type Calendar, growthAfter, openCalendar } from "../calendar/index.ts";
import { recordOf, type Told } from "../records/timeline.ts";
import { arrivalPlan, giveBackPlan, parcelPlans, scanPlans, tell } from "./follow-up.ts";
import type { Life, Plan, Who } from "./plan.ts";
import { nextTrip } from "./trips.ts";

interface Beginning {
  readonly seed: string;
  readonly shoppers: number;
  readonly until: Date;
  readonly calendar: Calendar;
}

/** How the people of a history go on from its end: what is under way, and the next purchase of everybody who has not left. */
export function beginLife({ seed, shoppers, until, calendar }: Beginning, told: Told): Life {
  const { numbers, pending, staying } = told;
  const growth = growthAfter(calendar.days.length - 1);
  const loyal = new Set(staying.flatMap((each) => (each.loyal ? [each.customer] : [])));
  const whoIs = (customer: Customer): Who => {
    const { role, number } = customer.person;
    return { role, number, id: numbers.ofCustomer(customer), loyal: loyal.has(customer) };
  };
  const days = openCalendar(growth);
  const from = until.getTime();
  const trips = staying.map(({ customer }) => {
    const who = whoIs(customer);
    return nextTrip(seededRandom(`${seed}/goes on/${who.id}`), days, who, customer.person, from);
  });
  const underWay = pending.flatMap((happening): Plan[] => plansOf(happening, told, { whoIs, from }));
  const tomorrow = days.next(days.dayOf(from));
  const plans = [...underWay, ...trips, { key: "day", at: tomorrow.start, kind: "day" } as const];
  return { state: { seed, shoppers, growth, numbers: numbers.counts }, plans };
}

interface Going {
  readonly whoIs: (customer: Customer) => Who;
  readonly from: number;
}

function plansOf(happening: Happening, { numbers }: Told, { whoIs, from }: Going): Plan[] {
  switch (happening.kind) {
    case "return": {
      const customer = happening.goods.purchase?.customer;
      return [giveBackPlan(numbers, happening.goods, customer?.kind === "account" ? whoIs(customer) : undefined)];
    }
    case "parcel": {
      const { parcel, at, deliveredAt } = happening;
      if (at === parcel.shippedAt) return parcelPlans(numbers, parcel, from);
      const scans = scanPlans(numbers, parcel, from);
      return deliveredAt === undefined ? scans : [...scans, arrivalPlan(numbers, parcel, deliveredAt)];
    }
    case "payment":
    case "merge":
      return [tell(recordOf(happening, numbers), happening.at)];
    default:
      return [];
  }
}
