import { createHmac } from "node:crypto";

export interface SignedEventsWanted {
  readonly secret: string;
  readonly amount: number;
  /** The number of the first; numbers name events and parcels. */
  readonly first: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface SignedEvents {
  readonly bodies: readonly string[];
  readonly headersOfEach: readonly Readonly<Record<string, string>>[];
}

/**
 * Updates of AfterShip's, all different, of some 3 kB each, of which most are checkpoints; signed beforehand, so that signing is no part of
 * what is measured.
 */
export function signedEvents({ secret, amount, first, now }: SignedEventsWanted): SignedEvents {
  const bodies = Array.from({ length: amount }, (_, index) => update(first + index, now));
  return { bodies, headersOfEach: bodies.map((body) => signatureOf(secret, body)) };
}

export function signatureOf(secret: string, body: string): Readonly<Record<string, string>> {
  return { "aftership-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64") };
}

const subtags = ["InfoReceived_001", "InTransit_002", "InTransit_003", "InTransit_007", "InTransit_003"];

function update(number: number, now: number): string {
  const checkpoints = Array.from({ length: 8 }, (_, place) => {
    const subtag = subtags[place % subtags.length] ?? "";
    return {
      ...{ slug: "dhl-germany", tag: subtag.replace(/_.*/, ""), subtag, hash: `${number}-${place}` },
      ...{ checkpoint_time: new Date(now - (9 - place) * 3_600_000).toISOString(), city: "Bremen" },
      ...{ message: `The shipment was processed in the parcel centre, step ${place}`, country_region: "DEU" },
      ...{ location: "Bremen, Germany", coordinates: [53.07, 8.8], raw_tag: `STEP-${place}`, postal_code: null },
    };
  });
  const tracking_number = `003404341610${String(number).padStart(8, "0")}`;
  return JSON.stringify({
    ...{ ts: Math.floor(now / 1000), event: "tracking_update", event_id: `event-${number}` },
    msg: { id: `tracking-${number}`, tracking_number, slug: "dhl-germany", order_number: `#${number}`, checkpoints },
  });
}
