import { offerIssued, offerRedeemed, offerReversed } from "../../facts/offers/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { StoredEvent } from "../../foundation/events/index.ts";
import { on, type Reaction } from "../../foundation/reactions/index.ts";
import type { OfferUseTable } from "./outcome-table.ts";

interface AboutOffer {
  readonly decisionId?: string | undefined;
  readonly shopperId?: string | undefined;
}

type Use = Omit<OfferUseTable, "decision_id" | "shopper_id" | "program" | "seq">;

const unused: Use = { redeemed_at: null, order_id: null, purchase_source: null, purchase_number: null, given: null };

/** Keeps, for each decision that led to an offer, whether and on what it was used. */
export const offerUseReactions: readonly Reaction[] = [
  on(offerIssued, "outcomes.note-offer", ({ tx }, event) => note(tx, event, unused)),
  on(offerRedeemed, "outcomes.note-use", ({ tx }, event) => {
    const { orderId, purchase, given } = event.data;
    return note(tx, event, {
      redeemed_at: event.at,
      order_id: orderId ?? null,
      purchase_source: purchase?.source ?? null,
      purchase_number: purchase?.number ?? null,
      given: given ?? null,
    });
  }),
  on(offerReversed, "outcomes.note-reversal", ({ tx }, event) => note(tx, event, unused)),
];

/** The latest fact counts, in whatever order they are delivered and however often. */
async function note(tx: DatabaseTx, { seq, data }: StoredEvent<AboutOffer>, use: Use): Promise<void> {
  const { decisionId, shopperId = null } = data;
  if (decisionId === undefined) return;
  await tx.db
    .insertInto("offer_uses")
    .values(({ selectFrom }) => ({
      ...{ decision_id: decisionId, shopper_id: shopperId, seq, ...use },
      program: selectFrom("decisions").select("program").where("id", "=", decisionId),
    }))
    .onConflict((conflict) =>
      conflict
        .column("decision_id")
        .doUpdateSet({ seq, ...use })
        .where("offer_uses.seq", "<", seq),
    )
    .execute();
}
