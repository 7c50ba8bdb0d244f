import type { Person, Store } from "../people/index.ts";
import type { PaymentMethod, SampleChannel, ServiceKey } from "../sample-record.ts";
import type { BasketLine } from "./basket.ts";
import type { Sending } from "./sending.ts";
import type { Sighting } from "./sightings.ts";

/** Someone the retailer keeps a record of. A guest whose account is found later is two of them. */
export interface Customer {
  kind: "account" | "guest";
  person: Person;
}

export interface Purchase {
  at: number;
  /** Absent: nobody the retailer keeps a record of. */
  customer: Customer | undefined;
  /** Who a guest said they are; a walk-in says nothing. */
  contact: Person["contact"] | undefined;
  channel: SampleChannel;
  store: Store | undefined;
  /** Where it is taxed. */
  country: string;
  lines: BasketLine[];
  /** A voucher on the whole order, in cents. */
  discount: number;
  /** In cents. */
  shipping: number;
  /** How it is sent; absent where it was carried home. */
  sending?: Sending;
}

export interface Parcel {
  purchase: Purchase;
  shippedAt: number;
  /** Absent: lost. */
  deliveredAt: number | undefined;
  carrier: string;
  trackingNumber: string;
  service: ServiceKey;
  /** Where it goes. */
  country: string;
  /** What the carrier says of it on its way, in order of time. */
  sightings: readonly Sighting[];
}

export interface GoodsReturn {
  at: number;
  /** What was bought; absent: nobody knows where the goods came from. */
  purchase: Purchase | undefined;
  /** Whether the order's number came with the goods. */
  withOrder: boolean;
  channel: SampleChannel;
  store: Store | undefined;
  lines: { line: BasketLine; quantity: number; reason: string | undefined }[];
}

/** One thing that happened, at `at` milliseconds of Unix time. Identifiers are given out later, in time order. */
export type Happening =
  | { kind: "customer"; at: number; customer: Customer }
  | { kind: "merge"; at: number; guest: Customer; account: Customer }
  | { kind: "purchase"; at: number; purchase: Purchase }
  | { kind: "payment"; at: number; purchase: Purchase; method: PaymentMethod; amount: number }
  | { kind: "parcel"; at: number; parcel: Parcel /** Absent: on its way, or lost. */; deliveredAt: number | undefined }
  | { kind: "return"; at: number; goods: GoodsReturn }
  | {
      kind: "staying";
      at: number;
      customer: Customer /** A customer from before the sample, who leaves less easily. */;
      loyal: boolean;
    };
