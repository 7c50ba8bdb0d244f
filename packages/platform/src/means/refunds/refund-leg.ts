import { process } from "../../foundation/process/index.ts";

/**
 * A refund's share for one tender. `unknown` blocks: nobody could say whether it was paid, and paying again could pay twice. What has
 * succeeded can still fall back, weeks later; the money is then owed again, and a leg of its own pays it.
 */
export const refundLeg = process("refund-leg", {
  intended: { submit: "submitted", cancel: "cancelled" },
  submitted: { succeed: "succeeded", fail: "failed", lose: "unknown" },
  unknown: { succeed: "succeeded", fail: "failed" },
  succeeded: { "fall-back": "failed" },
  failed: {},
  cancelled: {},
});

export type LegState = (typeof refundLeg.states)[number];

/** Whether its money is paid, or is on its way. */
export function isLive({ state }: { readonly state: LegState }): boolean {
  return state !== "failed" && state !== "cancelled";
}
