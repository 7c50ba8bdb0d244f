import { z } from "zod";
import { easypost } from "../webhooks/index.ts";
import { askFor, type SourceAccount, type TrackingSource } from "./tracking-source.ts";

const Answer = z.object({ trackers: z.array(z.looseObject({ id: z.string(), updated_at: z.string().optional() })) });

/** EasyPost. A tracker is read as its webhooks are. It is asked for one number at a time: its list takes no more. */
export function easypostSource({ apiKey, url = "https://api.easypost.com" }: SourceAccount): TrackingSource {
  const authorization = `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`;
  return {
    async ask(trackingNumbers, timeZone) {
      const parcels = [];
      for (const number of trackingNumbers) {
        const query = new URLSearchParams({ tracking_code: number, page_size: "1" });
        const { trackers } = Answer.parse(await askFor(`${url}/v2/trackers?${query}`, { authorization }));
        for (const result of trackers) {
          const event = {
            id: `polled/${result.id}`,
            description: "tracker.updated",
            created_at: result.updated_at,
            result,
          };
          const context = { topic: event.description, source: "easypost", timeZone };
          parcels.push(...(easypost.read(event, context).parcels ?? []));
        }
      }
      return parcels;
    },
  };
}
