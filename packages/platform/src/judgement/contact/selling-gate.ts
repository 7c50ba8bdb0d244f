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
}

export type SellingGate =
  | { readonly allowed: true }
  /** `until` is the first instant at which it can be otherwise, where that is known. */
  | { readonly allowed: false; readonly because: "goods-on-their-way"; readonly until?: Date | undefined };

/**
 * Whether a person may be sold something to now. Nobody wants to be told what else to buy while they wait for what they have paid: as long as
 * an order of theirs has not wholly arrived, everything that sells waits. An order of which no parcel was ever told counts as on its way for
 * two weeks.
 */
export function sellingAllowed(orders: readonly OrderOnItsWay[], now: Date): SellingGate {
  const travelling = orders.filter((order) => isOnItsWay(order, now));
  if (travelling.length === 0) return { allowed: true };
  const ends = travelling.map(({ parcels, placedAt }) => (parcels.length === 0 ? expected(placedAt) : undefined));
  const known = ends.flatMap((end) => end ?? []);
  // Of a parcel under way nobody can say when it will have arrived.
  if (known.length < ends.length) return { allowed: false, because: "goods-on-their-way" };
  const until = new Date(Math.max(...known.map((end) => end.getTime())));
  return { allowed: false, because: "goods-on-their-way", until };
}

function isOnItsWay({ placedAt, inStore, parcels }: OrderOnItsWay, now: Date): boolean {
  if (inStore || placedAt > now) return false;
  if (parcels.length === 0) return expected(placedAt) > now;
  return parcels.some(({ deliveredAt }) => deliveredAt === undefined || deliveredAt > now);
}

function expected(placedAt: Date): Date {
  return new Date(placedAt.getTime() + withoutParcelDays * dayMs);
}
