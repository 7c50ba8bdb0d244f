import { anything, operation } from "../../foundation/operations/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";
import { findOffer } from "./offer.contract.ts";
import { readOfferCode } from "./offer-code.ts";
import { viewOffer } from "./offer-view.ts";

export const offerNotFound = problemKind("offer-not-found", 404);

export const findOfferOperation = operation(findOffer, {
  by: { associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx, clock }, { code: typed }) {
    const code = readOfferCode(typed);
    const offer = await tx.db.selectFrom("offers").selectAll().where("code", "=", code).executeTakeFirst();
    if (!offer) throw offerNotFound({ code });
    return viewOffer(tx, offer, clock.now());
  },
});
