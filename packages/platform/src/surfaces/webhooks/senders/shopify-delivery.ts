import { z } from "zod";
import type { IntakeRecordJson } from "../../../facts/intake/index.ts";
import { SentCountry, SentText, sentList } from "./sent-values.ts";

/** What of an order says how it comes. */
export const ShopifyDelivery = z.object({
  shipping_lines: sentList(z.object({ code: SentText, title: SentText })),
  shipping_address: z.object({ zip: SentText, country_code: SentCountry }).nullish().catch(undefined),
  /** What the shop's own checkout adds to an order. */
  note_attributes: sentList(z.object({ name: z.string(), value: SentText })),
});

type Delivery = NonNullable<Extract<IntakeRecordJson, { type: "order" }>["delivery"]>;

/**
 * How an order is to come: by the service that its rate is a code of, to where it is sent. A quote that the shopper was shown stands in the
 * order's attributes `aftercare_quote` and `aftercare_slot`. What cannot be stored as it was sent is left out: an order must not fail for it.
 */
export function deliveryOf(order: z.output<typeof ShopifyDelivery>, at: Date): Delivery | undefined {
  const [rate] = order.shipping_lines;
  const service = (rate?.code ?? rate?.title)?.replace(/[\p{Cc}\p{Cs}]/gu, "").slice(0, 120);
  const { zip, country_code: country } = order.shipping_address ?? {};
  const attribute = (wanted: string) => order.note_attributes.find(({ name }) => name === wanted)?.value;
  const quote = attribute("aftercare_quote");
  const slot = z.iso.datetime({ offset: true }).safeParse(attribute("aftercare_slot"));
  const delivery: Delivery = {
    ...(service?.trim() && { service: service.trim() }),
    ...(country !== undefined && { country }),
    ...(zip !== undefined && /^[A-Za-z0-9 -]{2,12}$/.test(zip) && { postCode: zip }),
    ...(quote !== undefined && /^[\w.-]{1,6000}$/.test(quote) && { quote }),
    ...(slot.success && new Date(slot.data) > at && { slot: slot.data }),
  };
  return Object.keys(delivery).length > 0 ? delivery : undefined;
}
