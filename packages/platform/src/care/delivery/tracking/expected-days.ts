import type { z } from "zod";
import { inTen } from "./in-ten.ts";
import type { TrackingView } from "./tracking.contract.ts";

type Expected = NonNullable<z.output<typeof TrackingView>["now"]>;

/** First and last calendar day. */
export interface Days {
  readonly earliest: string;
  readonly latest: string;
}

/** All who say when it comes. */
export interface WhatIsSaid {
  readonly today: string;
  /** As it was revised last. `confidence` is that of the first promise: once it was revised it holds no more. */
  readonly promise: (Days & { readonly confidence: number | undefined; readonly slot?: Slot | undefined }) | undefined;
  /** The days that were found when it turned out that something is wrong. */
  readonly incident: Days | undefined;
  /** The carriers' own estimates, one for each parcel that is still to come and has one. */
  readonly carrier: readonly Days[];
}

interface Slot {
  readonly from: Date;
  readonly until: Date;
}

/**
 * When it comes, by whoever knows best: what was found since something went wrong, else the promise, else the carrier. It never begins before
 * today; days that are over altogether are nobody's word any more.
 */
export function expectedDays({ today, promise, incident, carrier }: WhatIsSaid): Expected | undefined {
  const lies = ({ latest }: Days) => latest >= today;
  if (incident && lies(incident)) return { ...from(today, incident), basis: "incident" };
  if (promise && lies(promise)) {
    const { confidence, slot } = promise;
    const tenths = confidence === undefined ? undefined : inTen(confidence);
    return {
      ...from(today, promise),
      basis: "promise",
      ...(slot && { from: slot.from, until: slot.until }),
      ...(confidence !== undefined && { confidence }),
      ...(tenths !== undefined && { inTen: tenths }),
    };
  }
  const estimates = carrier.filter(lies);
  if (estimates.length === 0) return undefined;
  const latest = estimates.map((days) => days.latest).sort();
  const earliest = estimates.map((days) => days.earliest).sort();
  return { ...from(today, { earliest: earliest[0]!, latest: latest.at(-1)! }), basis: "carrier" };
}

function from(today: string, { earliest, latest }: Days): Days {
  return { earliest: earliest < today ? today : earliest, latest };
}
