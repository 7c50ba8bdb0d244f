import { z } from "zod";
import type { WayOut } from "../../judgement/law/destruction.schema.ts";

/**
 * How units are that came back, best first: new and unopened, tried and as new, restored, as good as new, with signs of use, much used, and
 * beyond use. The letters are those of Optoro, so that what its warehouses say can be taken as it is.
 */
export const Grade = z.enum(["N", "TT", "R", "A", "B", "C", "X"]);
export type Grade = z.output<typeof Grade>;

/** What becomes of them, in Optoro's thirteen words; and for goods that are not ours, back to whose they are. */
export const Disposition = z.enum([
  ...(["rts", "stock_transfer", "rts_drop_ship", "rtv", "d2c", "outlets"] as const),
  ...(["b2b", "client_liquidation", "donate", "recycle", "dispose", "destroy", "removed", "to_shopper"] as const),
]);
export type Disposition = z.output<typeof Disposition>;

/** Who takes goods. */
export const DestinationKind = z.enum(["charity", "recycler", "refurbisher", "outlet", "buyer", "vendor"]);
export type DestinationKind = z.output<typeof DestinationKind>;

interface DispositionMeaning {
  /** Counts of stock go up. */
  readonly restocks: boolean;
  /** Nobody uses the goods any more. */
  readonly way?: WayOut;
  /** Who has to take them; absent where nobody else does. */
  readonly takenBy?: DestinationKind;
}

export const dispositionMeanings: Readonly<Record<Disposition, DispositionMeaning>> = {
  rts: { restocks: true },
  stock_transfer: { restocks: true },
  // Into the stock of the one who had sent them to the shopper, which is not counted here.
  rts_drop_ship: { restocks: false, takenBy: "vendor" },
  rtv: { restocks: false, takenBy: "vendor" },
  d2c: { restocks: false },
  outlets: { restocks: false, takenBy: "outlet" },
  b2b: { restocks: false, takenBy: "buyer" },
  client_liquidation: { restocks: false, takenBy: "buyer" },
  donate: { restocks: false, takenBy: "charity" },
  recycle: { restocks: false, way: "recycling", takenBy: "recycler" },
  dispose: { restocks: false, way: "disposal" },
  destroy: { restocks: false, way: "disposal" },
  removed: { restocks: false },
  to_shopper: { restocks: false },
};

/** How goods came in that nobody had announced: too many, another article, or nobody's that is known. */
export const Stray = z.enum(["over", "wrong", "unknown"]);
export type Stray = z.output<typeof Stray>;

/** Why goods that nobody had announced are ours: we had sent them by mistake, the shopper leaves them to us, or nobody has asked for them in time. */
export const OursBecause = z.enum(["sent-by-mistake", "left-to-us", "unclaimed"]);
export type OursBecause = z.output<typeof OursBecause>;

export const ItemState = z.enum(["waiting", "inspected", "refurbishing", "disposed", "handed-over"]);
export type ItemState = z.output<typeof ItemState>;

/** Where a destination takes goods from: a country, or the places in it whose post codes begin so. */
export const Catchment = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  /** Beginnings of post codes; none: the whole country. */
  postCodes: z.array(z.string().trim().min(1).max(10)).max(200).default([]),
});

/** What a destination takes. */
export const Acceptance = z.strictObject({
  /** As products name them; none: all. */
  categories: z.array(z.string().trim().min(1).max(120)).max(100).default([]),
  grades: z.array(Grade).min(1),
  dispositions: z.array(Disposition).max(14),
});
