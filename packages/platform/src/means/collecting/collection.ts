import { process } from "../../foundation/process/index.ts";

/**
 * What becomes of money that a shopper is asked for. What comes when nobody waits for it any more goes back by itself; a deposit that was kept can
 * still be given back, all of it or a part, as when the goods come after all.
 */
export const collectionProcess = process("collection", {
  open: { pay: "paid", hold: "held", cancel: "cancelled", expire: "expired" },
  paid: { "give-back": "returning" },
  held: { release: "releasing", capture: "capturing", lapse: "lapsed" },
  releasing: { finish: "released", lapse: "released" },
  capturing: { finish: "captured", lapse: "lapsed" },
  captured: { "give-back": "returning" },
  returning: { finish: "returned", keep: "captured" },
  cancelled: { pay: "returning", hold: "releasing" },
  expired: { pay: "returning", hold: "releasing" },
  released: {},
  returned: {},
  lapsed: {},
});
export type CollectionState = Parameters<typeof collectionProcess.next>[0];
