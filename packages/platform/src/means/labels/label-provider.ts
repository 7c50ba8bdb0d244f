import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Way } from "./label-settings.schema.ts";

/** What a provider is asked to make. */
export interface AskedLabel {
  /** Ours, the same for every try. A UUID. */
  readonly labelId: string;
  readonly way: Way;
  /** Where the goods start. */
  readonly country: string | undefined;
  readonly validUntil: Date;
}

/** What a provider has made. */
export interface MadeLabel {
  /** What the carrier knows the parcel by; also what the barcode and the QR code say. */
  readonly trackingNumber: string;
}

/**
 * Whoever makes labels for parcels that come back: the house itself, or an adapter to a carrier.
 *
 * All of it happens in the transaction of whoever asks, so that a return and its label exist together or not at all, and a slow carrier holds up
 * nobody. An adapter to a carrier that has to be asked over the network draws from numbers it has fetched before, and tells the carrier
 * afterwards through a table of its own.
 */
export interface LabelProvider {
  /** Stands in the settings' ways and with each label, for ever. */
  readonly name: string;
  /** What one label costs the shop, minor units of the retailer's currency; undefined where nobody can say before. */
  price(way: Way): bigint | undefined;
  /** Asked again with the same identifier it answers the same label. */
  create(tx: DatabaseTx, asked: AskedLabel): Promise<MadeLabel>;
  /** Takes a label back that was not used; harmless where it was, and where it had been taken back before. */
  cancel(tx: DatabaseTx, trackingNumber: string): Promise<void>;
}
