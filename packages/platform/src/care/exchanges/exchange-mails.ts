import { z } from "zod";
import { ExchangeId } from "../../facts/identifiers/index.ts";
import type { RefundTiming } from "../../facts/return-requests/return-request.schema.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { collectionFor } from "../../means/collecting/index.ts";
import { type MailDocument, type MessageKind, messageKind } from "../../means/messages/index.ts";
import type { Exchange } from "./exchange-tables.ts";
import { missingGoods } from "./missing-goods.ts";
import { linesOf, purposesOf } from "./store-exchange.ts";

/** What a shopper is told of an exchange. */
interface Told {
  readonly number: string;
  readonly state: Exchange["state"];
  readonly because: Exchange["ended_because"];
  readonly lines: readonly { readonly title: string; readonly quantity: number }[];
  /** Asked for and not there yet, minor units. */
  readonly owed: bigint;
  readonly deposit: bigint;
  /** Of the deposit, for goods that have not come. */
  readonly atStake: bigint;
  readonly currency: string;
  readonly until: Date | undefined;
  readonly goodsBy: Date | undefined;
  /** When it is sent, unless in advance. */
  readonly sent: RefundTiming;
}

const values = z.object({ exchangeId: ExchangeId });
const sample: Told = {
  ...{ number: "EX-100042", state: "awaiting-payment", because: null, owed: 1_000n, deposit: 4_900n, currency: "EUR" },
  atStake: 4_900n,
  ...{ until: new Date("2026-03-04T09:00:00Z"), goodsBy: new Date("2026-03-16T09:00:00Z") },
  sent: "received",
  lines: [{ title: "Linen shirt, L / Blue", quantity: 1 }],
};

/** What was chosen, and what has to be done for it. */
export const exchangeChosen = messageKind("exchange.requested", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values,
  read: ({ tx }, { exchangeId }) => readTold(tx, exchangeId),
  document({ words, links }, told) {
    const isOpen = told.state === "awaiting-payment";
    const subject = words.t("exchanges.mail.chosen.subject", { number: told.number });
    const opening = isOpen
      ? words.t("exchanges.mail.chosen.to-pay")
      : `${words.t("exchanges.mail.chosen.kept")} ${words.t(`exchanges.sent.${told.sent}`)}`;
    const asks = [
      ...(told.owed > 0n ? [words.t("exchanges.mail.chosen.owed", { amount: money(words, told, told.owed) })] : []),
      ...(told.deposit > 0n
        ? [words.t("exchanges.mail.chosen.deposit", { amount: money(words, told, told.deposit) })]
        : []),
      ...(told.until ? [words.t("exchanges.mail.chosen.until", { day: words.date(told.until, "long") })] : []),
    ];
    return {
      subject,
      preheader: opening,
      blocks: [
        { kind: "heading", text: subject },
        { kind: "paragraph", text: opening },
        items(told),
        ...(isOpen ? asks.map((text) => ({ kind: "paragraph" as const, text })) : []),
        ...button(words.t("exchanges.mail.to-order"), links.order),
      ],
    };
  },
  sample,
});

/** The deposit will be kept unless the goods come: said some days before, so that there is time to send them. */
export const exchangeGoodsDue = messageKind("exchange.goods-due", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values,
  read: ({ tx }, { exchangeId }) => readTold(tx, exchangeId),
  document({ words, links }, told) {
    const day = told.goodsBy === undefined ? "" : words.date(told.goodsBy, "long");
    const subject = words.t("exchanges.mail.goods-due.subject", { day });
    const amount = money(words, told, told.atStake);
    return {
      subject,
      preheader: words.t("exchanges.mail.goods-due.preheader", { number: told.number }),
      blocks: [
        { kind: "heading", text: subject },
        { kind: "paragraph", text: words.t("exchanges.mail.goods-due.lead", { day, amount }) },
        { kind: "paragraph", text: words.t("exchanges.mail.goods-due.sent") },
        ...button(words.t("exchanges.mail.to-order"), links.order),
      ],
    };
  },
  sample: { ...sample, state: "shipped" } satisfies Told,
});

/** It is off, and what becomes of the goods and of money. */
export const exchangeOver = messageKind("exchange.ended", {
  purpose: "service",
  channels: ["email"],
  usuallySent: true,
  values,
  read: ({ tx }, { exchangeId }) => readTold(tx, exchangeId),
  document({ words, links }, told) {
    const subject = words.t("exchanges.mail.ended.subject", { number: told.number });
    return {
      subject,
      preheader: words.t(`exchanges.because-ended.${told.because ?? "cancelled"}`),
      blocks: [
        { kind: "heading", text: subject },
        { kind: "paragraph", text: words.t(`exchanges.because-ended.${told.because ?? "cancelled"}`) },
        { kind: "paragraph", text: words.t("exchanges.mail.ended.money") },
        ...button(words.t("exchanges.mail.to-order"), links.order),
      ],
    };
  },
  sample: { ...sample, state: "cancelled", because: "refused" } satisfies Told,
});

export const exchangeMessages: readonly MessageKind[] = [exchangeChosen, exchangeGoodsDue, exchangeOver];

function button(text: string, href: string | undefined): MailDocument["blocks"] {
  return href === undefined ? [] : [{ kind: "button", text, href }];
}

function items({ lines }: Told): MailDocument["blocks"][number] {
  return { kind: "items", items: lines.map(({ title, quantity }) => ({ text: title, detail: `${quantity} ×` })) };
}

function money(
  words: { money(amount: { readonly amount: bigint; readonly currency: string }): string },
  { currency }: Told,
  amount: bigint,
): string {
  return words.money({ amount, currency });
}

async function readTold(tx: DatabaseTx, exchangeId: string): Promise<Told | null> {
  const row = await tx.db.selectFrom("exchanges").selectAll().where("id", "=", exchangeId).executeTakeFirst();
  if (!row) return null;
  const purposes = purposesOf(exchangeId);
  const payment = await collectionFor(tx, purposes.difference);
  const deposit = await collectionFor(tx, purposes.deposit);
  const lines = await linesOf(tx, [exchangeId]);
  const { method, timing } = await tx.db
    .selectFrom("return_requests")
    .select(["method", "timing"])
    .where("id", "=", row.return_request_id)
    .executeTakeFirstOrThrow();
  return {
    ...{ number: row.number, state: row.state, because: row.ended_because, currency: row.currency },
    lines: lines.map(({ title, variant, quantity }) => ({
      title: variant === null ? title : `${title}, ${variant}`,
      quantity,
    })),
    owed: payment?.state === "open" ? payment.amount : 0n,
    deposit: deposit?.amount ?? 0n,
    atStake: (await missingGoods(tx, row)).atStake,
    until: (payment ?? deposit)?.until,
    goodsBy: row.goods_by ?? undefined,
    // No carrier has what is brought to a store.
    sent: row.is_instant ? "instant" : method === "store" && timing === "first-scan" ? "received" : timing,
  };
}
