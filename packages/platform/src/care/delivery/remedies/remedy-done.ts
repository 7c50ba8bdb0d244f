import { z } from "zod";
import { RemedyKind } from "../../../facts/delivery/remedy.schema.ts";
import { IncidentId } from "../../../facts/identifiers/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { messageKind } from "../../../means/messages/index.ts";
import type { Remedy } from "./remedy-tables.ts";
import { readRemedy } from "./store-remedy.ts";

interface Done {
  readonly number: string;
  readonly kind: RemedyKind;
  readonly currency: string;
  /** Given back, or held as credit now, minor units. */
  readonly amount: bigint | undefined;
  /** Of an offer. */
  readonly code: string | undefined;
  readonly expiresAt: Date | undefined;
  /** Nobody had answered: it was done unasked. */
  readonly unasked: boolean;
}

/** What was chosen is done, or was done since nobody answered. */
export const deliveryRemedyDone = messageKind("delivery.remedy-done", {
  purpose: "service",
  channels: ["email", "inbox"],
  usuallySent: true,
  values: z.object({ incidentId: IncidentId, kind: RemedyKind }),
  async read({ tx }, { incidentId, kind }): Promise<Done | null> {
    const remedy = await readRemedy(tx, incidentId);
    if (remedy?.state !== "carried-out" || remedy.chosen_kind !== kind) return null;
    const order = await tx.db
      .selectFrom("orders")
      .select("key")
      .where("id", "=", remedy.order_id)
      .executeTakeFirstOrThrow();
    const unasked = remedy.chosen_by === "default" || remedy.chosen_by === "law";
    return { number: order.key, kind, currency: remedy.currency, unasked, ...(await whatCameOfIt(tx, remedy)) };
  },
  document({ words, links, shop }, { number, kind, currency, amount, code, expiresAt, unasked }) {
    const subject = words.t("remedies.done.subject", { number });
    const sum = amount === undefined ? "" : words.money({ amount, currency });
    const which = code === undefined ? kind : "offer";
    const until = expiresAt && words.date(expiresAt, "long");
    return {
      subject,
      preheader: words.t(`remedies.done.${which}`, { amount: sum }),
      blocks: [
        { kind: "heading", text: subject },
        ...(unasked ? [{ kind: "paragraph" as const, text: words.t("remedies.done.unasked", { shop }) }] : []),
        { kind: "paragraph", text: words.t(`remedies.done.${which}`, { amount: sum }) },
        ...(code === undefined ? [] : [{ kind: "code" as const, label: words.t("remedies.done.code"), code }]),
        ...(until === undefined
          ? []
          : [{ kind: "small" as const, text: words.t("remedies.done.until", { day: until }) }]),
        ...(links.order === undefined
          ? []
          : [{ kind: "button" as const, text: words.t("remedies.done.to-order"), href: links.order }]),
      ],
    };
  },
  sample: {
    ...{ number: "1042", kind: "credit", currency: "EUR", amount: 500n, unasked: true },
    ...{ code: undefined, expiresAt: undefined },
  },
});

async function whatCameOfIt(tx: DatabaseTx, { result }: Remedy): Promise<Pick<Done, "amount" | "code" | "expiresAt">> {
  const { refundId, creditEntryId, offerId } = result ?? {};
  const offer = offerId && (await tx.db.selectFrom("offers").selectAll().where("id", "=", offerId).executeTakeFirst());
  const refund =
    refundId && (await tx.db.selectFrom("refunds").select("amount").where("id", "=", refundId).executeTakeFirst());
  const credit =
    creditEntryId &&
    (await tx.db
      .selectFrom("store_credit_entries")
      .select("amount")
      .where("id", "=", creditEntryId)
      .executeTakeFirst());
  return {
    amount: (refund || credit || undefined)?.amount,
    code: (offer || undefined)?.code,
    expiresAt: (offer || undefined)?.expires_at,
  };
}
