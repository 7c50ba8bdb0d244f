import { announceReturn } from "../../facts/parcels/index.ts";
import type { CarriedMethod } from "../../facts/return-requests/return-request.schema.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import { statement } from "../../foundation/database/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { providerNamed } from "./label-providers.ts";
import { readLabelSettings, wayFor } from "./label-settings.ts";
import type { ReturnLabelTable } from "./label-tables.ts";

const dayMs = 86_400_000;

/** Goods that are to come back under one label. */
export interface LabelOrder {
  readonly returnRequestId: string;
  readonly shopperId: string;
  /** The first of the orders whose goods come back. */
  readonly orderId: string;
  readonly method: CarriedMethod;
  /** Where they start, ISO 3166-1; undefined where nobody said. */
  readonly country: string | undefined;
  /** What comes back, by lines of orders. */
  readonly lines: readonly { readonly orderId: string; readonly line: number; readonly quantity: number }[];
}

export interface CreatedLabel {
  readonly labelId: Id<"lbl">;
  readonly trackingNumber: string;
  readonly carrier: string;
  /** The code alone is handed over: neither box nor printer. */
  readonly boxless: boolean;
  readonly validUntil: Date;
  readonly parcelId: Id<"pcl">;
}

/**
 * Makes a label in the caller's transaction, and the parcel that will travel under it: announced, with its contents, linked to the one that had brought
 * them. A request whose goods travel in several parcels has several labels.
 * @returns undefined where no carrier of the shop's takes it by this method from there
 */
export async function createLabel(tx: Tx, clock: Clock, asked: LabelOrder): Promise<CreatedLabel | undefined> {
  const { returnRequestId, shopperId, orderId, method, country, lines } = asked;
  const settings = await readLabelSettings(tx);
  const way = wayFor(settings, method, country);
  if (!way) return undefined;
  const now = clock.now();
  const labelId = newId<"lbl">();
  const validUntil = new Date(now.getTime() + settings.validDays * dayMs);
  const { trackingNumber } = await providerNamed(way.provider).create(tx, { labelId, way, country, validUntil });
  const { carrier, service, boxless, provider } = way;
  const parcelId = await announceReturn(
    tx,
    {
      name: { source: "return-label", key: labelId },
      shopperId,
      carrier,
      trackingNumber,
      service,
      country,
      contents: lines,
    },
    now,
  );
  const about = { return_request_id: returnRequestId, shopper_id: shopperId, order_id: orderId };
  const how = { method, country: country ?? null, provider, carrier, service: service ?? null, boxless };
  const made = { state: "valid", made_at: now, valid_until: validUntil } as const;
  const label: Omit<ReturnLabelTable, "cancelled_at"> = {
    ...{ id: labelId, ...about, ...how, tracking_number: trackingNumber, parcel_id: parcelId, ...made },
  };
  await insertLabel(tx, JSON.stringify(label));
  return { labelId, trackingNumber, carrier, boxless, validUntil, parcelId };
}

const columns = `id, return_request_id, shopper_id, order_id, method, country, provider, carrier, service, boxless,
  tracking_number, parcel_id, state, made_at, valid_until`;

const insertLabel = statement<[label: string], Record<never, never>>(
  "make-return-label",
  `insert into return_labels (${columns}) select ${columns} from json_populate_record(null::return_labels, $1::json)`,
);
