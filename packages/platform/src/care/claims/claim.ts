import { process } from "../../foundation/process/index.ts";

/**
 * What becomes of a reported fault. Goods of an accepted claim come back and are cured; where the price is reduced nothing comes back. A claim whose
 * goods do not come lapses, and its fault can be reported again.
 */
export const claimProcess = process("claim", {
  reported: { accept: "accepted", decline: "declined" },
  accepted: { receive: "in-cure", reduce: "settled", lapse: "lapsed" },
  "in-cure": { settle: "settled" },
  settled: {},
  // Another person, who was asked to look at it again, lets it go on; where a sum is to be agreed it waits for that.
  declined: { uphold: "accepted", reopen: "reported" },
  lapsed: {},
});
