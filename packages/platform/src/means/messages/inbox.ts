import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { InboxMessage } from "./message.contract.ts";

/** As many as a page shows. */
const most = 10;

/** What was said to a shopper on the page of an order, as long as its words are kept; latest first. */
export async function inboxOfOrder(tx: DatabaseTx, orderId: string): Promise<z.output<typeof InboxMessage>[]> {
  const rows = await tx.db
    .selectFrom("messages as m")
    .innerJoin("message_contents as c", "c.message_id", "m.id")
    .select(["m.id", "m.kind", "m.sent_at", "m.locale", "c.subject", "c.body"])
    .where("m.order_id", "=", orderId)
    .where("m.channel", "=", "inbox")
    .where("m.state", "=", "sent")
    .orderBy("m.sent_at", "desc")
    .orderBy("m.id", "desc")
    .limit(most)
    .execute();
  return rows.flatMap(({ id, kind, sent_at: at, locale, subject, body: text }) =>
    at === null ? [] : [{ messageId: id as Id<"msg">, kind, at, locale, subject: subject ?? "", text }],
  );
}
