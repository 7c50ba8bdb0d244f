import { z } from "zod";
import type { GivenParcel, GivenScan } from "../../../facts/parcels/index.ts";
import type { JsonObject, Reading, ReadingContext } from "../sender.ts";
import { estimateOf, instantOf, SentCountry, SentText, sentList } from "./sent-values.ts";
import { orderKey, ShopifyLine, skuOf } from "./shopify-line.ts";

const Id = z.union([z.int().transform(String), z.string().min(1)]);

const Fulfillment = z.object({
  id: Id,
  /** The order's name and a count: `#1001.1`. */
  name: SentText,
  ...{ status: SentText, created_at: SentText, updated_at: SentText, tracking_company: SentText },
  tracking_number: SentText,
  tracking_numbers: sentList(z.string().trim().min(1)),
  line_items: sentList(ShopifyLine),
});

const FulfillmentEvent = z.object({
  id: Id,
  ...{ fulfillment_id: SentText, status: SentText, message: SentText, happened_at: SentText, created_at: SentText },
  ...{ city: SentText, country: SentCountry, estimated_delivery_at: SentText },
});

/** A fulfilment is one parcel for each tracking number, and one without a number as long as there is none. */
export function readFulfillment(body: JsonObject, { source, timeZone }: ReadingContext): Reading {
  const { id, name, status, line_items, ...sent } = Fulfillment.parse(body);
  const single = sent.tracking_number === undefined ? [] : [sent.tracking_number];
  const numbers = [...new Set(sent.tracking_numbers.length > 0 ? sent.tracking_numbers : single)];
  const order = name === undefined ? undefined : orderKey(name).replace(/\.\d+$/, "");
  // Of several parcels nobody says what is in which.
  const lines = line_items.map((line) => ({ sku: skuOf(line), quantity: line.quantity }));
  const content = numbers.length > 1 || lines.length === 0 ? {} : { lines };
  const scans: GivenScan[] = [];
  const made = instantOf(sent.created_at, timeZone);
  const own = { source: "shopify", key: `shopify:fulfillment/${id}` };
  if (made) scans.push({ ...own, code: "fulfillment", status: "label_created", at: made });
  const over = instantOf(sent.updated_at, timeZone) ?? made;
  if (status === "cancelled" && over)
    scans.push({ ...own, key: `${own.key}/cancelled`, code: "fulfillment/cancelled", status: "cancelled", at: over });
  const parcel = (trackingNumber?: string): GivenParcel => ({
    name: { source, key: numbers.length > 1 ? `fulfillment/${id}/${trackingNumber}` : `fulfillment/${id}` },
    ...{ carrier: sent.tracking_company, trackingNumber, shipmentKey: shipmentOf(id) },
    orders: order === undefined ? [] : [{ key: order, source, ...content }],
    scans,
  });
  return { parcels: numbers.length === 0 ? [parcel()] : numbers.map(parcel) };
}

/** An event names its fulfilment and no number: it is said of all its parcels. One that is deleted takes its scan back. */
export function readFulfillmentEvent(body: JsonObject, { source, topic, timeZone }: ReadingContext): Reading {
  const { id, fulfillment_id, status, message: text, city: place, country, ...sent } = FulfillmentEvent.parse(body);
  const at = instantOf(sent.happened_at ?? sent.created_at, timeZone);
  if (fulfillment_id === undefined || status === undefined || !at) return {};
  const estimatedUntil = estimateOf(sent.estimated_delivery_at, timeZone, "end");
  const said = { source: "shopify", code: status, key: `shopify:${id}`, at };
  const scan: GivenScan = topic.endsWith("/delete")
    ? { ...said, key: `${said.key}/deleted`, retracts: said.key }
    : { ...said, text, place, country, estimatedUntil };
  const name = { source, key: `fulfillment/${fulfillment_id}` };
  return { shipments: [{ shipmentKey: shipmentOf(fulfillment_id), name, scans: [scan] }] };
}

function shipmentOf(fulfillmentId: string): string {
  return `shopify/fulfillment/${fulfillmentId}`;
}
