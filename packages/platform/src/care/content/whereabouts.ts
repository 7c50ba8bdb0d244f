import type { ContentMoment } from "../../facts/content/index.ts";

/** A parcel that went out with goods of an order. */
export interface HoldingParcel {
  /** 0 announced, 1 moving, 2 delivered, 3 coming back, 4 back at the sender. */
  readonly phase: number;
  readonly deliveredAt: Date | null;
  /** The lines that are in it; undefined where nobody said. */
  readonly lines: readonly number[] | undefined;
}

/** Where the goods of a line are. */
export type Whereabouts =
  | { readonly at: "shop" }
  | { readonly at: "way" }
  /** Nothing is to be said of what turned round before it arrived. */
  | { readonly at: "back" }
  | { readonly at: "shopper"; readonly since: Date };

/**
 * Where the goods of a line are, by the parcels of its order. They are with the shopper when every parcel is that may hold them: of one whose
 * contents nobody named it may be anything that is in no other.
 */
export function whereIs(line: number, parcels: readonly HoldingParcel[]): Whereabouts {
  const named = parcels.filter(({ lines }) => lines?.includes(line));
  const holding = named.length > 0 ? named : parcels.filter(({ lines }) => lines === undefined);
  if (holding.length === 0) return { at: "shop" };
  if (holding.some(({ phase }) => phase >= 3)) return { at: "back" };
  const arrived = holding.flatMap(({ phase, deliveredAt }) => (phase === 2 && deliveredAt ? [deliveredAt] : []));
  if (arrived.length === holding.length) {
    return { at: "shopper", since: new Date(Math.max(...arrived.map((at) => at.getTime()))) };
  }
  return holding.some(({ phase }) => phase >= 1) ? { at: "way" } : { at: "shop" };
}

/** Days after arrival from which care is of use. */
export const careAfterDays = 7;
const dayMs = 86_400_000;

/** The moments whose content is of use for goods that are there now: what helped on arrival helps as long as they are kept. */
export function momentsAt(place: Whereabouts, now: Date): readonly ContentMoment[] {
  switch (place.at) {
    case "back":
      return [];
    case "shop":
    case "way":
      return ["before-arrival"];
    case "shopper": {
      const days = (now.getTime() - place.since.getTime()) / dayMs;
      return days < careAfterDays ? ["on-arrival"] : ["on-arrival", "week-later"];
    }
  }
}
