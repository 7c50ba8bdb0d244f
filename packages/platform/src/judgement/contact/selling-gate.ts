const dayMs = 86_400_000;

/** How long goods of which no parcel is known count as on their way. */
const withoutParcelDays = 14;

/** An order of which something is still to arrive, or all of it has. */
export interface OrderOnItsWay {
  readonly placedAt: Date;
  /** Handed over at a counter, so that nothing travels. */
  readonly inStore: boolean;
  /** What is known of its parcels; the instant of arrival where they have arrived. */
  readonly parcels: readonly { readonly deliveredAt?: Date | undefined }[];
  /** The end of the last day on which it is promised. */
  readonly promisedUntil?: Date | undefined;
}

/** What a person waits for. */
export interface ContactSituation {
  readonly orders: readonly OrderOnItsWay[];
  /** One of their deliveries is in trouble, and that is not settled yet. */
  readonly openIncident: boolean;
}

export type SellingGate =
  | { readonly allowed: true }
  /** `until` is the first instant at which it can be otherwise, where that is known. */
  | {
      readonly allowed: false;
      readonly because: "goods-on-their-way" | "open-incident";
      readonly until?: Date | undefined;
    };

/**
 * Whether a person may be sold something to now. Nobody wants to be told what else to buy while they wait for what they have paid: as long as
 * an order of theirs has not wholly arrived, everything that sells waits. An order of which no parcel was ever told counts as on its way until
 * what was promised is over, else for two weeks. And nobody is sold anything who has just been let down: an open incident closes the gate
 * as well, also where the goods came back or were lost, so that nothing is on its way any more.
 */
export function sellingAllowed({ orders, openIncident }: ContactSituation, now: Date): SellingGate {
  // Nobody can say when a trouble will be over.
  if (openIncident) return { allowed: false, because: "open-incident" };
  const travelling = orders.filter((order) => isOnItsWay(order, now));
  if (travelling.length === 0) return { allowed: true };
  const ends = travelling.map((order) => (order.parcels.length === 0 ? expected(order) : undefined));
  const known = ends.flatMap((end) => end ?? []);
  // Of a parcel under way nobody can say when it will have arrived.
  if (known.length < ends.length) return { allowed: false, because: "goods-on-their-way" };
  const until = new Date(Math.max(...known.map((end) => end.getTime())));
  return { allowed: false, because: "goods-on-their-way", until };
}

function isOnItsWay(order: OrderOnItsWay, now: Date): boolean {
  const { placedAt, inStore, parcels } = order;
  if (inStore || placedAt > now) return false;
  if (parcels.length === 0) return expected(order) > now;
  return parcels.some(({ deliveredAt }) => deliveredAt === undefined || deliveredAt > now);
}

function expected({ placedAt, promisedUntil }: OrderOnItsWay): Date {
  return promisedUntil ?? new Date(placedAt.getTime() + withoutParcelDays * dayMs);
}
