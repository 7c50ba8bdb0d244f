import type { CollectionKind } from "../../facts/collections/collection.schema.ts";

/** Who takes money from shoppers. */
export type CollectorName = "local" | "stripe";

/** A page on which a shopper is asked for money. */
export interface WantedPage {
  /** Ours, the same for every try of one page; a collection whose page has run out asks for another under another key. */
  readonly key: string;
  readonly collectionId: string;
  readonly kind: CollectionKind;
  /** Minor units as ISO 4217 counts them. */
  readonly amount: bigint;
  readonly currency: string;
  /** What it is for, in the shopper's language. */
  readonly title: string;
  /** Where the shopper comes back to, whatever they did. */
  readonly backTo: string;
  readonly signal: AbortSignal;
}

/** `open`: nobody has paid yet. `over`: nobody will, or the hold has run out. */
export type Seen =
  | { readonly status: "open"; readonly url: string | undefined }
  | { readonly status: "over" }
  | { readonly status: "made"; readonly paymentReference: string; readonly lapsesAt?: Date | undefined };

interface AskedAbout {
  readonly session: string;
  readonly signal: AbortSignal;
}

/** Money that was taken, or set aside. */
export interface Taken {
  /** Ours, the same for every try. A UUID. */
  readonly key: string;
  readonly collectionId: string;
  readonly paymentReference: string;
  /** Of which is asked, minor units: to be kept of a hold, or given back. */
  readonly amount: bigint;
  /** All that was taken, or set aside. */
  readonly whole: bigint;
  readonly currency: string;
  readonly signal: AbortSignal;
}

/**
 * Takes money from shoppers on pages of its own, never from what it knows of them: nothing is charged that a shopper has not agreed to on such a page.
 * Throwing says nothing about whether something was done: it is asked again under the same key.
 */
export interface Collector {
  readonly name: CollectorName;
  /** A page of its own; undefined where ours is the page. */
  begin(wanted: WantedPage): Promise<{ readonly session: string; readonly url: string } | undefined>;
  look(asked: AskedAbout): Promise<Seen>;
  /** Closes a page, so that nobody pays there any more. What was paid a moment before stays paid. */
  end(asked: AskedAbout): Promise<void>;
  /** Keeps the amount of a hold, and lets go what is more, once and for all. `gone`: the hold had run out. */
  capture(taken: Taken): Promise<"done" | "gone">;
  release(taken: Taken): Promise<"done" | "gone">;
  giveBack(taken: Taken): Promise<"done">;
}
