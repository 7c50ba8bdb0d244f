import { claimReported } from "../../facts/claims/index.ts";
import { on } from "../../foundation/reactions/index.ts";
import { queueMessage } from "../../means/messages/index.ts";
import { claimReceived } from "./claim-mail.ts";

/** Who waits for a person is told that it came in; what was accepted by itself is told by the mail of its return. */
export const tellClaimReceived = on(claimReported, "claims.tell-received", async ({ tx, clock }, { data }) => {
  const { claimId, shopperId, orderId, doubts } = data;
  if (doubts.length === 0) return;
  const told = { shopperId, orderId, key: `claim/${claimId}/received`, values: { claimId } };
  await queueMessage(tx, clock, claimReceived, told);
});
