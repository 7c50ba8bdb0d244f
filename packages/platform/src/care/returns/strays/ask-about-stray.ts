import { z } from "zod";
import { ItemId } from "../../../facts/identifiers/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { messageKind, queueMessage } from "../../../means/messages/index.ts";
import { itemInOwnStore, lockItem, notAStray, record, viewItems } from "../../dispositions/index.ts";
import { askAboutStray } from "./stray.contract.ts";

interface Found {
  readonly title: string;
  readonly quantity: number;
  readonly at: Date;
  /** Of the announced return with which it came. */
  readonly number: string | undefined;
}

/** Something was in a parcel that its shopper had not announced: they are asked what is to become of it, and promised that it is kept meanwhile. */
export const strayFound = messageKind("return.stray-found", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values: z.object({ itemId: ItemId }),
  async read({ tx }, { itemId }): Promise<Found | null> {
    const row = await tx.db
      .selectFrom("items as i")
      // In whose return it lay by mistake is told to nobody else.
      .leftJoin("return_requests as q", (join) =>
        join.onRef("q.id", "=", "i.request_id").onRef("q.shopper_id", "=", "i.shopper_id"),
      )
      .select(["i.title", "i.sku", "i.quantity", "i.received_at", "i.belongs_to", "i.return_id", "i.state", "q.number"])
      .where("i.id", "=", itemId)
      .executeTakeFirst();
    // Somebody has found out meanwhile.
    const isOpen = row?.belongs_to === "shopper" && row.return_id === null;
    if (!row || !isOpen || row.state === "disposed") return null;
    const { title, sku, quantity, received_at: at, number } = row;
    return { title: title ?? sku, quantity, at, number: number ?? undefined };
  },
  document({ words, links, shop }, { title, quantity, at, number }) {
    const subject = words.t("mail.stray-found.subject", { shop });
    return {
      subject,
      preheader: words.t("mail.stray-found.preheader", { shop }),
      blocks: [
        { kind: "heading", text: subject },
        {
          kind: "paragraph",
          text:
            number === undefined
              ? words.t("mail.stray-found.lead", { day: words.date(at, "long") })
              : words.t("mail.stray-found.lead-return", { number, day: words.date(at, "long") }),
        },
        {
          kind: "items",
          items: [
            { text: title, detail: words.t("mail.return-received.pieces", { count: quantity }), amount: undefined },
          ],
        },
        { kind: "paragraph", text: words.t("mail.stray-found.ask") },
        { kind: "small", text: words.t("mail.stray-found.kept") },
        ...(links.order === undefined
          ? []
          : [{ kind: "button" as const, text: words.t("mail.return-received.to-order"), href: links.order }]),
      ],
    };
  },
  sample: { title: "Linen shirt, blue, M", quantity: 1, at: new Date("2026-03-02T09:00:00Z"), number: "RR-100042" },
});

export const askAboutStrayOperation = operation(askAboutStray, {
  by: { associate: itemInOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock, actor }, { itemId }) {
    const item = await lockItem(tx, itemId);
    const isOpen = item.return_id === null && (item.state === "waiting" || item.state === "inspected");
    if (item.belongs_to !== "shopper" || !isOpen) throw notAStray({ sku: item.sku });
    const at = item.asked_at ?? clock.now();
    const asked = { ...item, asked_at: at };
    if (item.asked_at === null) {
      await tx.db.updateTable("items").set({ asked_at: at }).where("id", "=", itemId).execute();
      await record(tx, [{ item, at, by: actor.id, what: "asked", details: {} }]);
      await queueMessage(tx, clock, strayFound, {
        ...{ shopperId: item.shopper_id as Id<"shp">, key: `stray/${itemId}`, values: { itemId } },
        ...(item.order_id !== null && { orderId: item.order_id as Id<"ord"> }),
      });
    }
    const [view] = await viewItems(tx, [asked]);
    return view!;
  },
});
