import { process } from "../../foundation/process/index.ts";

export const offerProcess = process("offer", {
  issued: { redeem: "redeemed", expire: "expired", revoke: "revoked" },
  redeemed: {},
  expired: {},
  revoked: {},
});

/** Days from the day an offer is handed over until it can no longer be used. */
export const validDays = 30;
