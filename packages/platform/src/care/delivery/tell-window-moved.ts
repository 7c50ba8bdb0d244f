import { z } from "zod";
import { PromiseId } from "../../facts/identifiers/index.ts";
import { promiseRevised } from "../../facts/promises/index.ts";
import { readShippingBook } from "../../facts/shipping/index.ts";
import { dayNumber, instantOn } from "../../foundation/calendar/index.ts";
import { on } from "../../foundation/reactions/index.ts";
import { messageKind, queueMessage } from "../../means/messages/index.ts";

interface Moved {
  readonly orderNumber: string;
  /** The day that the shopper chose a window of, and those on which it comes instead. */
  readonly asked: string;
  readonly earliest: string;
  readonly latest: string;
  /** The window that was booked instead, at the place that goods start from. */
  readonly slot: { readonly from: Date; readonly until: Date; readonly timeZone: string } | undefined;
}

/** Somebody was faster: the shopper hears which window it is instead, before they wait in vain. */
export const windowMoved = messageKind("delivery.window-moved", {
  purpose: "service",
  channels: ["email", "inbox"],
  usuallySent: true,
  values: z.object({ promiseId: PromiseId }),
  async read({ tx }, { promiseId }): Promise<Moved | null> {
    const row = await tx.db
      .selectFrom("promises as p")
      .innerJoin("orders as o", "o.id", "p.order_id")
      .select(["o.key", "p.first_latest", "p.earliest", "p.latest", "p.slot_from", "p.slot_until", "p.service"])
      .where("p.id", "=", promiseId)
      .where("p.status", "=", "open")
      .executeTakeFirst();
    if (!row) return null;
    const { services, origins } = await readShippingBook(tx);
    const origin = origins.get(services.find(({ key }) => key === row.service)?.origin ?? "");
    const { slot_from: from, slot_until: until } = row;
    return {
      ...{ orderNumber: row.key, asked: row.first_latest, earliest: row.earliest, latest: row.latest },
      slot: origin && from && until ? { from, until, timeZone: origin.timeZone } : undefined,
    };
  },
  document({ words, links }, { orderNumber, asked, earliest, latest, slot }) {
    const subject = words.t("mail.window-moved.subject", { number: orderNumber });
    return {
      subject,
      preheader: insteadOf(),
      blocks: [
        { kind: "heading", text: subject },
        { kind: "paragraph", text: words.t("mail.window-moved.lead", { day: words.weekday(asked) }) },
        { kind: "notice", text: insteadOf() },
        ...(links.order === undefined
          ? []
          : [{ kind: "button" as const, text: words.t("mail.window-moved.to-order"), href: links.order }]),
      ],
    };

    function insteadOf(): string {
      if (!slot) {
        if (earliest === latest) return words.t("mail.window-moved.without-on", { day: words.weekday(latest) });
        return words.t("mail.window-moved.without", { from: words.weekday(earliest), to: words.weekday(latest) });
      }
      const there = words.inTimeZone(slot.timeZone);
      const [from, until] = [there.time(slot.from), there.time(slot.until)];
      return words.t("mail.window-moved.booked", { day: there.weekday(slot.from), from, until });
    }
  },
  sample: {
    ...{ orderNumber: "1042", asked: "2026-11-26", earliest: "2026-11-27", latest: "2026-11-27" },
    slot: {
      from: new Date("2026-11-27T09:00:00Z"),
      until: new Date("2026-11-27T11:00:00Z"),
      timeZone: "Europe/Berlin",
    },
  },
});

/** Of the ways in which a promise is revised, this one has no trouble behind it that would be told of. */
export const tellWindowMoved = on(promiseRevised, "delivery.tell-window-moved", async ({ tx, clock }, { data }) => {
  const { cause, promiseId, orderId, shopperId, latest } = data;
  if (cause !== "slot") return;
  const notAfter = instantOn(dayNumber(latest) + 1, "00:00", "UTC");
  const about = { shopperId, orderId, key: `promise/${promiseId}/window`, values: { promiseId } };
  await queueMessage(tx, clock, windowMoved, { ...about, notAfter });
});
