import { translator } from "@aftercare/messages";
import { isOffer } from "../../facts/actions/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { anything, operation, type Rule } from "../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../foundation/problems/index.ts";
import { chosenTerms } from "../../judgement/decisions/index.ts";
import { issueOffer, viewOffer } from "../../means/offers/index.ts";
import { handOverOffer } from "./hand-over-offer.contract.ts";
import { returnIncentive } from "./return-incentive.ts";

const nothingToHandOver = problemKind("nothing-to-hand-over", 409);
/** Too much time has passed since it was decided: what was best then need not be best now. */
const decisionExpired = problemKind("decision-expired", 409);

/** A decision that does not exist is for `run` to say. */
const ofOwnStore: Rule<{ readonly decisionId: string }> = {
  name: "decision of own store",
  async allows({ tx, actor }, { decisionId }) {
    const row = await tx.db.selectFrom("decisions").select("store_id").where("id", "=", decisionId).executeTakeFirst();
    return !row || (row.store_id !== null && row.store_id === actor.scope["storeId"]);
  },
};

/** Turns what was decided into an offer with a code. Asked again, also later than the decision holds, it is the same offer. */
export const handOverOfferOperation = operation(handOverOffer, {
  by: { associate: ofOwnStore, agent: anything, manager: anything, admin: anything },
  async run({ tx, clock, locale }, { decisionId }) {
    const decision = await tx.db.selectFrom("decisions").selectAll().where("id", "=", decisionId).executeTakeFirst();
    if (!decision) throw notFound({ field: "decisionId" });
    const known = await tx.db.selectFrom("offers").selectAll().where("decision_id", "=", decisionId).executeTakeFirst();
    if (known) return viewOffer(tx, known, clock.now());
    const terms = chosenTerms(decision);
    // What is decided elsewhere in the journey, such as about a late parcel, reaches the shopper there, and would be given twice.
    const isElsewhere = decision.subject_kind !== returnIncentive.subject;
    if (decision.chosen === "none" || isElsewhere || (terms && !isOffer(terms))) throw nothingToHandOver();
    const over = decision.superseded_at ?? decision.valid_until;
    if (over <= clock.now()) {
      const { timeZone } = await readRetailer(tx);
      const when = translator(locale).inTimeZone(timeZone).dateTime(over, "long");
      throw decisionExpired({ when, at: over.toISOString() });
    }
    const wanted = {
      action: decision.chosen,
      terms,
      currency: decision.currency,
      decisionId,
      shopperId: decision.shopper_id as Id<"shp">,
      returnId: decision.subject as Id<"ret">,
    };
    return viewOffer(tx, await issueOffer(tx, wanted, clock.now()), clock.now());
  },
});
