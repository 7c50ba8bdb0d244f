import { z } from "zod";
import { ReturnId } from "../../facts/identifiers/index.ts";
import { readReturn, returnRecorded } from "../../facts/returns/index.ts";
import { on } from "../../foundation/reactions/index.ts";
import { messageKind, queueMessage } from "../../means/messages/index.ts";

const dayMs = 86_400_000;
/** Later than this the shopper has found out otherwise. */
const worthTellingDays = 7;

interface Received {
  readonly number: string;
  readonly at: Date;
  readonly currency: string;
  readonly orderNumber: string | undefined;
  readonly lines: readonly { readonly title: string; readonly quantity: number; readonly amount: bigint }[];
}

/** What was sent back has arrived: the shopper sees what of it, and what it had cost. */
export const returnReceived = messageKind("return.received", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values: z.object({ returnId: ReturnId }),
  async read({ tx }, { returnId }): Promise<Received> {
    const { number, at, currency, lines } = await readReturn(tx, returnId);
    return {
      ...{ number, at, currency },
      orderNumber: lines.find((line) => line.orderNumber !== undefined)?.orderNumber,
      lines: lines.map(({ title, sku, quantity, amount }) => ({ title: title ?? sku, quantity, amount })),
    };
  },
  document({ words, links, shop }, { number, at, currency, lines, orderNumber }) {
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const total = words.money({ amount: lines.reduce((sum, { amount }) => sum + amount, 0n), currency });
    const subject = words.t("mail.return-received.subject", { number });
    return {
      subject,
      preheader: words.t("mail.return-received.preheader", { units, shop }),
      blocks: [
        { kind: "heading", text: subject },
        { kind: "paragraph", text: words.t("mail.return-received.lead", { units, day: words.date(at, "long") }) },
        {
          kind: "items",
          items: lines.map(({ title, quantity, amount }) => ({
            text: title,
            detail: words.t("mail.return-received.pieces", { count: quantity }),
            amount: words.money({ amount, currency }),
          })),
        },
        { kind: "small", text: words.t("mail.return-received.worth", { total }) },
        ...(links.order === undefined
          ? []
          : [{ kind: "button" as const, text: words.t("mail.return-received.to-order"), href: links.order }]),
      ],
      structured: orderNumber === undefined ? undefined : returnedOrder({ orderNumber, shop, url: links.order }),
    };
  },
  sample: {
    ...{ number: "R-1042", at: new Date("2026-03-02T09:00:00Z"), currency: "EUR", orderNumber: "1042" },
    lines: [
      { title: "Linen shirt, blue, M", quantity: 1, amount: 4_900n },
      { title: "Socks", quantity: 3, amount: 1_800n },
    ],
  },
});

/** https://schema.org/Order, which mail programs show beside the subject. */
function returnedOrder({ orderNumber, shop, url }: { orderNumber: string; shop: string; url: string | undefined }) {
  return {
    "@type": "Order",
    orderNumber,
    orderStatus: "https://schema.org/OrderReturned",
    merchant: { "@type": "Organization", name: shop },
    ...(url !== undefined && { url }),
  };
}

/** Who stood at the counter knows it. */
export const tellReturnReceived = on(returnRecorded, "returns.tell-received", async ({ tx, clock }, { data, at }) => {
  if (data.channel === "store") return;
  const orderId = data.lines.find((line) => line.orderId !== undefined)?.orderId;
  const { returnId, shopperId } = data;
  await queueMessage(tx, clock, returnReceived, {
    ...{ shopperId, orderId, key: `return/${returnId}`, values: { returnId } },
    notAfter: new Date(at.getTime() + worthTellingDays * dayMs),
  });
});
