import { z } from "zod";
import { fact } from "../../foundation/events/index.ts";
import { ContentId, OrderId, ShopperId } from "../identifiers/index.ts";
import { ContentMoment } from "./content-words.schema.ts";

/** The subject of each is the shopper. */
const ofOrder = { orderId: OrderId, shopperId: ShopperId };
const oneOfOrder = { ...ofOrder, contentId: ContentId };

export const contentSent = fact("content.sent", {
  summary: "A message told a shopper of guides to what they bought.",
  data: z.object({ ...ofOrder, contentIds: z.array(ContentId), moment: ContentMoment }),
});

export const contentOpened = fact("content.opened", {
  summary: "A shopper opened a guide to what they bought; once a visit.",
  data: z.object(oneOfOrder),
});

export const contentHelpAsked = fact("content.help-asked", {
  summary: "A guide did not help: the shopper asked for more.",
  data: z.object(oneOfOrder),
});
