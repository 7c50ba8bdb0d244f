import type { IncomingHttpHeaders } from "node:http";
import type { GivenParcel, GivenScan, ParcelName } from "../../facts/parcels/index.ts";
import type { ProviderNews } from "../../means/refunds/index.ts";
import type { ShopRefund } from "./shop-refund.ts";
import type { ShopArrival, ShopReturnNews } from "./shop-return.ts";

/** A request as it came: what is signed are these very bytes, never what a parser makes of them. */
export interface SignedRequest {
  /** By lower-case names. */
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  /** The path that was called, without a query. */
  readonly path: string;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export interface EventName {
  /** The same for every try of one event, and in the signed part of the request. */
  readonly eventKey: string;
  readonly topic: string;
}

/** What one event says: of parcels, or of anything in the neutral format. */
export interface Reading {
  readonly parcels?: readonly GivenParcel[];
  /** What is said of all parcels of a shipment, by its key; `name` is for one of which nothing was heard yet. */
  readonly shipments?: readonly { shipmentKey: string; name: ParcelName; scans: readonly GivenScan[] }[];
  /** Records as docs/intake.schema.json has them. */
  readonly records?: readonly unknown[];
  /** What a payment provider says of refunds. */
  readonly refunds?: readonly ProviderNews[];
  /** What shoppers are paying, of which a payment provider has news: it is asked what. */
  readonly collections?: readonly string[];
  /** What the shop has given back by itself. */
  readonly shopRefunds?: readonly ShopRefund[];
  /** What became of returns that were announced in the shop. */
  readonly shopReturns?: readonly ShopReturnNews[];
  /** Which of the records say that goods came back on such a return. */
  readonly shopArrivals?: readonly ShopArrival[];
  /** Number or reference of an order without which this cannot be taken: it waits for it. */
  readonly needsOrder?: string;
  /** Set where a person has to do it. */
  readonly forPerson?: string;
}

export interface ReadingContext {
  readonly topic: string;
  /** The name under which what the endpoint sends is recorded. */
  readonly source: string;
  /** Of the shop, IANA: for times that come without one. */
  readonly timeZone: string;
}

/** What differs between those who send. All of it is pure. */
export interface WebhookSender {
  /** The sender makes the secret and shows it; otherwise one made here is given to the sender. */
  readonly makesSecret: boolean;
  /** The headers that are kept with the event, by lower-case names: none that authorises anything. */
  readonly keptHeaders: readonly string[];
  /** Why the text cannot be a secret of this sender; undefined when it can. */
  secretFault(secret: string): string | undefined;
  isSigned(request: SignedRequest, secret: string): boolean;
  /**
   * Whether the sender can have sent it just now, so that who overheard a request cannot send it for ever. Signed times count, where there are.
   * @param body absent for a body that is no JSON object
   */
  isFresh(request: SignedRequest, body: JsonObject | undefined, now: Date): boolean;
  /** Undefined for what is no event of this sender. */
  nameOf(request: SignedRequest, body: JsonObject): EventName | undefined;
  /** Throws what is wrong with an event that cannot be read. */
  read(body: JsonObject, context: ReadingContext): Reading;
}
