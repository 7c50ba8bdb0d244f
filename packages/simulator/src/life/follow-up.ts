import type { SeededRandom } from "@aftercare/learn";
import { followPurchase, type GoodsReturn, type Parcel, type Purchase, type Storms } from "../behaviour/index.ts";
import type { Person } from "../people/index.ts";
import type { Numbers } from "../records/numbers.ts";
import { recordOf, returnRecord, scanRecord } from "../records/timeline.ts";
import type { SampleRecord } from "../sample-record.ts";
import type { Plan, Who } from "./plan.ts";

interface FollowUp {
  /** The order, and what is paid at once. */
  readonly records: SampleRecord[];
  /** What is paid, arrives and comes back later. */
  readonly plans: Plan[];
  readonly goods: readonly GoodsReturn[];
}

interface Bought {
  readonly purchase: Purchase;
  readonly person: Person;
  readonly storms: Storms;
}

/** A purchase with all that will come of it. */
export function followUp(
  random: SeededRandom,
  numbers: Numbers,
  { purchase, person, storms }: Bought,
  who: Who | undefined,
): FollowUp {
  const records: SampleRecord[] = [];
  const plans: Plan[] = [];
  const steps = followPurchase(random, person, purchase, storms);
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    const happening = step.value;
    if (happening.kind === "parcel") plans.push(...parcelPlans(numbers, happening.parcel));
    else if (happening.at <= purchase.at) records.push(recordOf(happening, numbers));
    else plans.push(tell(recordOf(happening, numbers), happening.at));
  }
  const goods = step.value;
  plans.push(...goods.map((each) => giveBackPlan(numbers, each, who)));
  return { records, plans, goods };
}

/** A parcel is told when it leaves, and once more when it arrives; what its carrier says meanwhile is told as it is said. */
export function parcelPlans(numbers: Numbers, parcel: Parcel, from = 0): Plan[] {
  const about = { kind: "parcel", at: parcel.shippedAt, parcel } as const;
  const left = tell(recordOf({ ...about, deliveredAt: undefined }, numbers), parcel.shippedAt);
  const there = parcel.deliveredAt === undefined ? [] : [arrivalPlan(numbers, parcel, parcel.deliveredAt)];
  return [...scanPlans(numbers, parcel, from), left, ...there];
}

/** @param from what was said earlier is told by the parcel's record */
export function scanPlans(numbers: Numbers, parcel: Parcel, from = 0): Plan[] {
  return parcel.sightings
    .map((sighting, index) => tell(scanRecord(numbers, parcel, index), sighting.at))
    .filter(({ at }) => at >= from);
}

export function arrivalPlan(numbers: Numbers, parcel: Parcel, deliveredAt: number): Plan {
  return tell(recordOf({ kind: "parcel", at: parcel.shippedAt, parcel, deliveredAt }, numbers), deliveredAt, "/there");
}

/** @param part tells apart what is said of one thing at several times */
export function tell(record: SampleRecord, at: number, part = ""): Plan {
  return { key: `${record.type}/${record.id}${part}`, at, kind: "tell", record };
}

export function giveBackPlan(numbers: Numbers, goods: GoodsReturn, who: Who | undefined): Plan {
  const { at, purchase } = goods;
  const record = returnRecord(numbers, new Date(at).toISOString(), goods);
  const order = purchase && numbers.ofPurchase(purchase);
  return { key: `return/${order ?? "unknown"}/${at}`, at, kind: "give-back", order, record, ...(who && { who }) };
}
