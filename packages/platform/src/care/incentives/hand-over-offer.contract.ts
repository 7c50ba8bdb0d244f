import { z } from "zod";
import { DecisionId } from "../../facts/identifiers/index.ts";
import { contract } from "../../foundation/contracts/index.ts";
import { OfferView } from "../../means/offers/offer.contract.ts";

export const handOverOffer = contract("incentives.hand-over", {
  summary:
    "Turns a decision's chosen incentive into an offer with a code. A decision yields one offer, however often asked.",
  http: "POST /v1/decisions/:decisionId/offer",
  input: z.strictObject({ decisionId: DecisionId }),
  output: OfferView,
});
