import type { NumberCounts } from "../records/numbers.ts";
import type { Unnumbered } from "../records/timeline.ts";
import type { SampleChannel, SampleRecord } from "../sample-record.ts";

/** Somebody with an account, as a plan names them; what is hidden about them follows from seed, role and number. */
export interface Who {
  readonly role: "account" | "guest";
  readonly number: number;
  /** The retailer's customer number. */
  readonly id: string;
  /** Was a customer before the sample began, and leaves less easily. */
  readonly loyal: boolean;
}

/** An incentive by its terms, as far as people care. A kind that is not known here works as a friendly word. */
export interface OfferTerms {
  readonly kind: string;
  readonly percent?: number | undefined;
  /** Sums are cents. */
  readonly most?: number | undefined;
  readonly amount?: number | undefined;
  readonly leastBasket?: number | undefined;
  readonly factor?: number | undefined;
}

/** Something that is going to happen, as plain data that can be kept and played later. Instants are milliseconds of Unix time. */
export type Plan = { readonly key: string; readonly at: number } & (Scene | Question);

/** What people do of themselves. */
export type Scene =
  /** New people for a day. */
  | { readonly kind: "day" }
  | { readonly kind: "join"; readonly number: number }
  | { readonly kind: "guest"; readonly number: number; readonly channel: SampleChannel }
  | Trip
  /** Nothing for so long that the next purchase is drawn anew; the waiting time has no memory. */
  | { readonly kind: "wait"; readonly who: Who }
  /** A payment, a parcel on its way or there, two accounts that turn out to be one. */
  | { readonly kind: "tell"; readonly record: SampleRecord }
  | {
      readonly kind: "give-back";
      readonly who?: Who | undefined;
      /** The number of the purchase, also where it does not come with the goods. */
      readonly order?: string | undefined;
      readonly record: Unnumbered;
    };

export interface Trip {
  readonly kind: "shop";
  readonly who: Who;
  readonly channel: SampleChannel;
  readonly first: boolean;
  /** Beside the purchase that the person makes next of their own accord. */
  readonly extra: boolean;
  /** An offer that is going to be used. */
  readonly offer?: { readonly code: string; readonly kind: string } | undefined;
}

/** What the retailer has to answer: somebody brought something back, and what does it do? */
export interface Question {
  readonly kind: "ask";
  readonly who: Who;
  /** The return's number. */
  readonly returnId: string;
}

export type PlannedScene = Extract<Plan, Scene>;
export type PlannedTrip = Extract<Plan, Trip>;
export type PlannedQuestion = Extract<Plan, Question>;

/** What a life needs besides its plans to go on. */
export interface LifeState {
  readonly seed: string;
  /** Account holders of the history; new people come in proportion. */
  readonly shoppers: number;
  /** How far the shop had grown when the history ended. */
  readonly growth: number;
  readonly numbers: NumberCounts;
}

export interface Life {
  readonly state: LifeState;
  readonly plans: readonly Plan[];
}
