import { z } from "zod";
import type { GivenParcel, GivenScan } from "../../../facts/parcels/index.ts";
import type { ReadingContext, SignedRequest, WebhookSender } from "../sender.ts";
import { hmacSha256, isSignature, isWithin, single } from "../signatures.ts";
import { estimateOf, instantOf, SentCountry, SentText, sentList } from "./sent-values.ts";

const minuteMs = 60_000;
const signedTime = { ageMs: 10 * minuteMs, aheadMs: 10 * minuteMs };
/** Where only the body's own time is signed: it is that of the event, and tries go on for days. */
const eventTime = { ageMs: 72 * 60 * minuteMs, aheadMs: 10 * minuteMs };

const Detail = z.object({
  ...{ status: SentText, status_detail: SentText, datetime: SentText, message: SentText },
  tracking_location: z.object({ city: SentText, country: SentCountry }).optional().catch(undefined),
});

const Tracker = z.object({
  ...{ id: SentText, tracking_code: SentText, carrier: SentText, shipment_id: SentText, updated_at: SentText },
  est_delivery_date: SentText,
  is_return: z.boolean().optional().catch(undefined),
  tracking_details: sentList(Detail),
});

const Event = z.object({
  ...{ id: z.string().min(1), description: z.string(), created_at: SentText },
  result: z.record(z.string(), z.unknown()),
});

/**
 * EasyPost. `x-hmac-signature-v2` is the HMAC-SHA256 in hex over `x-timestamp`, the method, `x-path` and the body; the older `x-hmac-signature` that
 * over the body alone. Before either stands `hmac-sha256-hex=`. The secret is normalised (NFKD), as EasyPost's own clients do.
 */
export const easypost: WebhookSender = {
  makesSecret: false,
  keptHeaders: ["x-timestamp", "x-path"],
  secretFault: () => undefined,

  isSigned(request, secret) {
    const { headers, raw } = request;
    const key = secret.normalize("NFKD");
    const second = secondOf(request);
    if (!second) return isSignature(hmacSha256(key, raw), bare(headers["x-hmac-signature"]), "hex");
    const { timestamp, path, signature } = second;
    // A request to another address of the same secret is none to this one.
    return (
      path.endsWith(request.path) && isSignature(hmacSha256(key, `${timestamp}POST${path}`, raw), signature, "hex")
    );
  },

  isFresh(request, body, now) {
    const second = secondOf(request);
    if (second) return isWithin(Date.parse(second.timestamp), now, signedTime);
    const at = instantOf(typeof body?.created_at === "string" ? body.created_at : undefined, "UTC");
    return at === undefined || isWithin(at.getTime(), now, eventTime);
  },

  nameOf(_request, body) {
    const event = Event.safeParse(body);
    return event.success ? { eventKey: event.data.id, topic: event.data.description } : undefined;
  },

  read(body, context) {
    const { description, result, created_at } = Event.parse(body);
    if (!description.startsWith("tracker.")) return {};
    const tracker = Tracker.parse(result);
    const { id, tracking_code: trackingNumber, carrier, shipment_id: shipmentKey } = tracker;
    if (id === undefined && trackingNumber === undefined) return {};
    const heardAt = instantOf(tracker.updated_at ?? created_at, "UTC");
    const parcel: GivenParcel = {
      name: id === undefined ? undefined : { source: context.source, key: `easypost/${id}` },
      ...{ carrier, trackingNumber, shipmentKey },
      ...(tracker.is_return && { direction: "return" as const }),
      scans: [
        ...tracker.tracking_details.flatMap((detail) => scanOf(detail, context)),
        ...estimateScan(tracker, heardAt, context),
      ],
    };
    return { parcels: [parcel] };
  },
};

function secondOf({ headers }: SignedRequest) {
  const signature = bare(headers["x-hmac-signature-v2"]);
  if (signature === undefined) return undefined;
  return { signature, timestamp: single(headers["x-timestamp"]) ?? "", path: single(headers["x-path"]) ?? "" };
}

function bare(header: string | string[] | undefined): string | undefined {
  return single(header)?.replace(/^hmac-sha256-hex=/i, "");
}

/** Details have no identifier: they are told by what they say. */
function scanOf(detail: z.output<typeof Detail>, { timeZone }: ReadingContext): GivenScan[] {
  const { status, status_detail = "unknown", message: text, tracking_location } = detail;
  const at = instantOf(detail.datetime, timeZone);
  if (!at || status === undefined) return [];
  const place = { place: tracking_location?.city, country: tracking_location?.country };
  return [{ source: "easypost", code: `${status}/${status_detail}`, parent: status, at, text, ...place }];
}

/** When it is expected now. The whole tracker comes each time: an estimate counts again once there is something new beside it. */
function estimateScan(
  { est_delivery_date, tracking_details }: z.output<typeof Tracker>,
  at: Date | undefined,
  { timeZone }: ReadingContext,
): GivenScan[] {
  const estimatedUntil = estimateOf(est_delivery_date, timeZone, "end");
  if (!estimatedUntil || !at) return [];
  const key = `easypost:edd/${est_delivery_date}/${tracking_details.length}`;
  return [{ source: "easypost", code: "edd_estimate", key, at, estimatedUntil }];
}
