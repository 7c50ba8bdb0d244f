import { sql } from "kysely";
import { z } from "zod";
import { ReturnId } from "../../facts/identifiers/index.ts";
import { readReturn, returnRecorded } from "../../facts/returns/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { on } from "../../foundation/reactions/index.ts";
import { messageKind, queueMessage } from "../../means/messages/index.ts";
import { staysThere } from "./requests/index.ts";

const dayMs = 86_400_000;
/** Later than this the shopper has found out otherwise. */
const worthTellingDays = 7;

interface Received {
  readonly number: string;
  readonly at: Date;
  readonly currency: string;
  readonly orderNumber: string | undefined;
  /** `paid` is absent where nobody knows what was paid, or where somebody else paid it: a gift keeps its price to itself. */
  readonly lines: readonly { readonly title: string; readonly quantity: number; readonly paid?: bigint | undefined }[];
}

/** What was sent back has arrived: the shopper sees what of it, and what it had cost. */
export const returnReceived = messageKind("return.received", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values: z.object({ returnId: ReturnId }),
  async read({ tx }, { returnId }): Promise<Received> {
    const { number, at, currency, lines } = await readReturn(tx, returnId);
    const own = await ownOrders(tx, returnId);
    const bought = (orderId: string | undefined) => orderId !== undefined && own.has(orderId);
    return {
      ...{ number, at, currency },
      orderNumber: lines.find(({ orderId }) => bought(orderId))?.orderNumber,
      lines: lines.map(({ title, sku, quantity, amount, orderId }) => ({
        ...{ title: title ?? sku, quantity },
        ...(bought(orderId) && { paid: amount }),
      })),
    };
  },
  document({ words, links, shop }, { number, at, currency, lines, orderNumber }) {
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const paid = lines.flatMap((line) => line.paid ?? []);
    const total = words.money({ amount: paid.reduce((sum, amount) => sum + amount, 0n), currency });
    const subject = words.t("mail.return-received.subject", { number });
    return {
      subject,
      preheader: words.t("mail.return-received.preheader", { units, shop }),
      blocks: [
        { kind: "heading", text: subject },
        { kind: "paragraph", text: words.t("mail.return-received.lead", { units, day: words.date(at, "long") }) },
        {
          kind: "items",
          items: lines.map(({ title, quantity, paid: amount }) => ({
            text: title,
            detail: words.t("mail.return-received.pieces", { count: quantity }),
            amount: amount === undefined ? undefined : words.money({ amount, currency }),
          })),
        },
        ...(paid.length === 0
          ? []
          : [{ kind: "small" as const, text: words.t("mail.return-received.worth", { total }) }]),
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
      { title: "Linen shirt, blue, M", quantity: 1, paid: 4_900n },
      { title: "Socks", quantity: 3, paid: 1_800n },
    ],
  },
});

/** The orders that a return undoes and that the one who sent it back had placed, under whichever name. */
async function ownOrders(tx: DatabaseTx, returnId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct o.id from return_lines l join orders o on o.id = l.order_id
      join shoppers buyer on buyer.id = o.shopper_id join shoppers sender on sender.id = l.shopper_id
    where l.return_id = ${returnId}
      and coalesce(buyer.merged_into, buyer.id) = coalesce(sender.merged_into, sender.id)`.execute(tx.db);
  return new Set(rows.map(({ id }) => id));
}

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

/** What the shopper keeps or gives away counts as come back, and has arrived nowhere. */
async function stayed(tx: DatabaseTx, requestId: string | undefined): Promise<boolean> {
  if (requestId === undefined) return false;
  const query = tx.db.selectFrom("return_requests").select("method").where("id", "=", requestId);
  const row = await query.executeTakeFirst();
  return row !== undefined && staysThere(row.method);
}

/** Who stood at the counter knows it. */
export const tellReturnReceived = on(returnRecorded, "returns.tell-received", async ({ tx, clock }, { data, at }) => {
  if (data.channel === "store" || (await stayed(tx, data.returnRequestId))) return;
  const orderId = data.lines.find((line) => line.orderId !== undefined)?.orderId;
  const { returnId, shopperId } = data;
  await queueMessage(tx, clock, returnReceived, {
    ...{ shopperId, orderId, key: `return/${returnId}`, values: { returnId } },
    notAfter: new Date(at.getTime() + worthTellingDays * dayMs),
  });
});
