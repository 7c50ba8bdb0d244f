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
  /** As it was revised last. */
  readonly promise: PromisedDays | undefined;
  /** What was found when the order was last looked at: within the hour, and wider the longer nobody says anything. */
  readonly watched: (Days & { readonly basis: "learned" | "stated" }) | undefined;
  /** The days that were found when it turned out that something is wrong. */
  readonly incident: Days | undefined;
  /** Something is wrong. */
  readonly isInTrouble: boolean;
  /** The carriers' own estimates, one for each parcel that is still to come and has one. */
  readonly carrier: readonly Days[];
}

interface PromisedDays extends Days {
  /** Of the promise as it was made: it holds no more once it was revised. */
  readonly confidence: number | undefined;
  readonly slot: { readonly from: Date; readonly until: Date } | undefined;
  readonly isRevised: boolean;
}

/** Watched orders are expected by a day by which nine in ten have arrived. */
const watchedConfidence = 0.9;

/**
 * When it comes, by whoever knows best: the promise as long as it is believed, else what was found when it was last looked at, else what was
 * found when something went wrong, else the carrier. It never begins before today; days that are over altogether are nobody's word any more.
 */
export function expectedDays(said: WhatIsSaid): Expected | undefined {
  const { today, promise, watched, incident, isInTrouble } = said;
  const isBelieved = promise !== undefined && !promise.isRevised && !isInTrouble;
  const [promised, found] = [promise && ofPromise(promise), watched && ofWatch(watched)];
  const known: (Expected | undefined)[] = [
    ...(isBelieved ? [promised, found] : [found, incident && { ...incident, basis: "incident" as const }, promised]),
    ofCarrier(said.carrier.filter(({ latest }) => latest >= today)),
  ];
  const best = known.find((days) => days !== undefined && days.latest >= today);
  return best && { ...best, earliest: best.earliest < today ? today : best.earliest };
}

function ofPromise({ earliest, latest, confidence, slot }: PromisedDays): Expected {
  return { earliest, latest, basis: "promise", ...slot, ...(confidence !== undefined && sure(confidence)) };
}

/** What is only stated has been counted by nobody: there is no chance to tell. */
function ofWatch({ earliest, latest, basis }: NonNullable<WhatIsSaid["watched"]>): Expected {
  return { earliest, latest, basis, ...(basis === "learned" && sure(watchedConfidence)) };
}

/** From the first that may come to the last. */
function ofCarrier(estimates: readonly Days[]): Expected | undefined {
  const [earliest] = estimates.map((days) => days.earliest).toSorted();
  const latest = estimates
    .map((days) => days.latest)
    .toSorted()
    .at(-1);
  return earliest === undefined || latest === undefined ? undefined : { earliest, latest, basis: "carrier" };
}

function sure(confidence: number): Pick<Expected, "confidence" | "inTen"> {
  const tenths = inTen(confidence);
  return { confidence, ...(tenths !== undefined && { inTen: tenths }) };
}
