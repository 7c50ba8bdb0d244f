import { process } from "../../foundation/process/index.ts";

/** A message's way. What was held goes back to the queue and is looked at again from the beginning. */
export const messageProcess = process("message", {
  queued: { send: "sending", cancel: "cancelled" },
  sending: {
    hold: "queued",
    drop: "dropped",
    "try-later": "queued",
    deliver: "sent",
    fail: "failed",
    bounce: "bounced",
  },
  /** It can come back, and its reader can complain, days later. */
  sent: { bounce: "bounced", complain: "complained" },
  dropped: {},
  cancelled: {},
  failed: { retry: "queued" },
  bounced: {},
  complained: {},
});

export type MessageState = (typeof messageProcess.states)[number];
