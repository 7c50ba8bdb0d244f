import { z } from "zod";
import { aftership } from "../webhooks/index.ts";
import { askFor, type SourceAccount, type TrackingSource } from "./tracking-source.ts";

/** `meta.code` tells how it went, whatever the status (4003, 4004 …). */
const Answer = z.object({
  meta: z.object({ code: z.number() }),
  data: z
    .object({ trackings: z.array(z.looseObject({ id: z.string(), updated_at: z.string().optional() })) })
    .optional(),
});

/** AfterShip Tracking 2026-07. A tracking is read as its webhooks are: the same codes, the same names. */
export function aftershipSource({ apiKey, url = "https://api.aftership.com" }: SourceAccount): TrackingSource {
  return {
    async ask(trackingNumbers, timeZone) {
      const query = new URLSearchParams({ tracking_numbers: trackingNumbers.join(","), limit: "100" });
      const asked = `${url}/tracking/2026-07/trackings?${query}`;
      const { meta, data } = Answer.parse(await askFor(asked, { "as-api-key": apiKey }));
      if (meta.code !== 200) throw new Error(`AfterShip answered ${meta.code}`);
      return (data?.trackings ?? []).flatMap((msg) => {
        const at = Date.parse(msg.updated_at ?? "");
        const ts = Number.isNaN(at) ? 0 : at / 1_000;
        const event = { ts, event: "tracking_update", event_id: `polled/${msg.id}`, msg };
        return aftership.read(event, { topic: event.event, source: "aftership", timeZone }).parcels ?? [];
      });
    },
  };
}
