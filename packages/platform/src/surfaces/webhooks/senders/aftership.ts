import { z } from "zod";
import type { GivenScan } from "../../../facts/parcels/index.ts";
import type { ReadingContext, WebhookSender } from "../sender.ts";
import { hmacSha256, isSignature, isWithin, single } from "../signatures.ts";
import { estimateOf, instantOf, SentText, sentList } from "./sent-values.ts";

const hourMs = 3_600_000;
/** AfterShip tries again for some 68 hours and does not sign anew. */
const window = { ageMs: 72 * hourMs, aheadMs: hourMs / 6 };

const Estimate = z
  .object({
    ...{ datetime: SentText, datetime_min: SentText, datetime_max: SentText },
    ...{ estimated_delivery_date: SentText, estimated_delivery_date_min: SentText },
    estimated_delivery_date_max: SentText,
  })
  .optional()
  .catch(undefined);

const Checkpoint = z.object({
  ...{ checkpoint_time: SentText, hash: SentText, tag: SentText, subtag: SentText },
  ...{ message: SentText, city: SentText, location: SentText },
});

const Event = z.object({
  ts: z.number(),
  event: z.string(),
  event_id: z.string().min(1),
  msg: z.object({
    ...{ id: SentText, tracking_number: SentText, slug: SentText, order_id: SentText, order_number: SentText },
    shipment_direction: SentText,
    checkpoints: sentList(Checkpoint),
    latest_estimated_delivery: Estimate,
    courier_estimated_delivery_date: Estimate,
  }),
});

/**
 * AfterShip Tracking, version 2026-07: `aftership-hmac-sha256` is the base64 HMAC-SHA256 of the body. Its other products sign under other
 * names (Returns `as-signature-hmac-sha256`, Shipping `am-webhook-signature`) and say other things; they are not taken here.
 */
export const aftership: WebhookSender = {
  makesSecret: true,
  keptHeaders: ["as-webhook-version"],
  secretFault: () => undefined,
  isSigned: ({ headers, raw }, secret) =>
    isSignature(hmacSha256(secret, raw), single(headers["aftership-hmac-sha256"]), "base64"),
  // One without a time that can be read is no event of theirs, and is kept as such.
  isFresh: (_request, body, now) => typeof body?.ts !== "number" || isWithin(body.ts * 1000, now, window),

  nameOf(_request, body) {
    const event = Event.safeParse(body);
    return event.success ? { eventKey: event.data.event_id, topic: event.data.event } : undefined;
  },

  read(body, context) {
    const { msg, ...event } = Event.parse(body);
    const { tracking_number: trackingNumber, id } = msg;
    if (id === undefined && trackingNumber === undefined) return {};
    // Both name the shop's order; the number is what shoppers know, and what shops record orders under.
    const order = msg.order_number ?? msg.order_id;
    const told = event.event === "tracking_pending_time" ? [] : msg.checkpoints;
    const estimate = estimateScan(msg.latest_estimated_delivery ?? msg.courier_estimated_delivery_date, event, context);
    const parcel = {
      name: id === undefined ? undefined : { source: context.source, key: `aftership/${id}` },
      ...{ carrier: msg.slug, trackingNumber },
      ...(/return/i.test(msg.shipment_direction ?? "") && { direction: "return" as const }),
      orders: order === undefined ? [] : [{ key: order }],
      scans: [...told.flatMap((checkpoint) => scanOf(checkpoint, context)), ...estimate],
    };
    return { parcels: [parcel] };
  },
};

function scanOf(checkpoint: z.output<typeof Checkpoint>, { timeZone }: ReadingContext): GivenScan[] {
  const { tag, subtag = tag, hash, city, location, message: text } = checkpoint;
  const at = instantOf(checkpoint.checkpoint_time, timeZone);
  if (!at || subtag === undefined) return [];
  const key = hash === undefined ? undefined : `aftership:${hash}`;
  return [{ source: "aftership", code: subtag, parent: tag, key, at, text, place: city ?? location }];
}

/**
 * When it is expected now: news, and no movement. An event about it counts each time, since an estimate can return to what it was;
 * beside checkpoints it is only repeated.
 */
function estimateScan(
  sent: z.output<typeof Estimate>,
  { event, event_id, ts }: { event: string; event_id: string; ts: number },
  { timeZone }: ReadingContext,
): GivenScan[] {
  if (!sent) return [];
  const exact = sent.datetime ?? sent.estimated_delivery_date;
  const from = sent.datetime_min ?? sent.estimated_delivery_date_min ?? exact;
  const until = sent.datetime_max ?? sent.estimated_delivery_date_max ?? exact;
  const estimatedFrom = estimateOf(from, timeZone, "begin");
  const estimatedUntil = estimateOf(until, timeZone, "end");
  if (!estimatedUntil) return [];
  const key = event === "edd_revise" ? event_id : `${from}/${until}`;
  const at = new Date(ts * 1000);
  return [{ source: "aftership", code: "edd_revise", key: `aftership:edd/${key}`, at, estimatedFrom, estimatedUntil }];
}
