import { createHash } from "node:crypto";
import type { ParcelFault, ScanStatus } from "./status.schema.ts";

/** What a sender says of one parcel: one of `name` and `trackingNumber` at least. */
export interface GivenParcel {
  /** What the sender calls it. */
  readonly name?: ParcelName | undefined;
  /** In any spelling. */
  readonly carrier?: string | undefined;
  readonly trackingNumber?: string | undefined;
  readonly shipmentKey?: string | undefined;
  readonly originKey?: string | undefined;
  readonly service?: string | undefined;
  readonly country?: string | undefined;
  readonly direction?: "outbound" | "return" | undefined;
  /** Of a return: the parcel whose goods come back. */
  readonly forwardParcel?: ParcelName | undefined;
  /** When the shop says that it left. */
  readonly shippedAt?: Date | undefined;
  readonly orders?: readonly GivenOrder[];
  /** None is news as well: somebody has looked and there was nothing new. */
  readonly scans: readonly GivenScan[];
}

export interface ParcelName {
  readonly source: string;
  readonly key: string;
}

/** An order by its number, known or not. */
export interface GivenOrder {
  readonly key: string;
  /** Where the sender speaks of its own orders; without it the number has to be unique over all sources. */
  readonly source?: string | undefined;
  /** What of the order is in the parcel, if the sender knows. */
  readonly lines?: readonly { readonly sku: string; readonly quantity: number }[];
}

export interface GivenScan {
  /** The sender's own id or hash of it, with the sender before it: `aftership:4ca2…`. Without one it is told by its content. */
  readonly key?: string | undefined;
  /** Whose vocabulary the code is from, such as `aftership`. */
  readonly source: string;
  /** The sender's raw code. */
  readonly code: string;
  /** The coarser word beside the code, see `translate`. */
  readonly parent?: string | undefined;
  /** Where the sender speaks our words. */
  readonly status?: ScanStatus | undefined;
  readonly fault?: ParcelFault | undefined;
  readonly at: Date;
  readonly text?: string | undefined;
  readonly place?: string | undefined;
  readonly country?: string | undefined;
  readonly estimatedFrom?: Date | undefined;
  readonly estimatedUntil?: Date | undefined;
  /** The key of a scan that this one takes back, or what follows the source in it where that is the same. */
  readonly retracts?: string | undefined;
  /**
   * For what a shop's own record of a parcel says: the origin of the fact that it left or arrived. It is told by that fact
   * alone and not as a scan.
   */
  readonly recordedAs?: ParcelName | undefined;
}

/** The identity of a scan within its parcel. */
export function scanKey({ key, source, code, at, place = "" }: GivenScan): string {
  if (key !== undefined) return key;
  const content = JSON.stringify([source, code, Math.floor(at.getTime() / 1000), place]);
  return createHash("sha256").update(content).digest("base64url").slice(0, 22);
}
