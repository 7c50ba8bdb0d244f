import { z } from "zod";
import { ReturnRequestId } from "../../facts/identifiers/index.ts";
import { messageKind } from "../messages/index.ts";

interface Awaited {
  readonly orderNumber: string;
  readonly outstanding: bigint;
  readonly currency: string;
  readonly by: Date | undefined;
}

/** The money went back, the goods have not come: what is asked for, until when, and that nothing is charged. */
export const goodsAwaited = messageKind("return-advance.goods-awaited", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values: z.object({ returnRequestId: ReturnRequestId }),
  async read({ tx }, { returnRequestId }): Promise<Awaited | null> {
    const row = await tx.db
      .selectFrom("return_advances as a")
      .innerJoin("orders as o", "o.id", "a.order_id")
      .select(["a.state", "a.outstanding", "a.currency", "a.due_at", "o.key"])
      .where("a.request_id", "=", returnRequestId)
      .executeTakeFirst();
    if (!row || row.state === "ended") return null;
    const { key: orderNumber, outstanding, currency, due_at } = row;
    return { orderNumber, outstanding, currency, by: due_at ?? undefined };
  },
  document({ words, links, shop }, { orderNumber, outstanding, currency, by }) {
    const subject = words.t("mail.goods-awaited.subject", { number: orderNumber });
    const money = words.money({ amount: outstanding, currency });
    return {
      subject,
      preheader: words.t("mail.goods-awaited.preheader", { shop }),
      blocks: [
        { kind: "heading", text: subject },
        { kind: "paragraph", text: words.t("mail.goods-awaited.lead", { money }) },
        ...(by === undefined
          ? []
          : [
              {
                kind: "paragraph" as const,
                text: words.t("mail.goods-awaited.by", { day: words.date(by, "long") }),
              },
            ]),
        { kind: "small", text: words.t("mail.goods-awaited.never") },
        ...(links.order === undefined
          ? []
          : [{ kind: "button" as const, text: words.t("mail.goods-awaited.to-order"), href: links.order }]),
      ],
    };
  },
  sample: {
    ...{ orderNumber: "1042", outstanding: 4_900n, currency: "EUR" },
    by: new Date("2026-03-16T09:00:00Z"),
  },
});
