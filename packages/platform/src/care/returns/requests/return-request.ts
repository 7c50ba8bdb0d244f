import { process } from "../../../foundation/process/index.ts";

/**
 * What becomes of an announced return: its goods come in one or more receipts, or do not. What came in is
 * looked at and paid back by then or later; it is closed when nothing is awaited and everything is settled.
 */
export const returnRequestProcess = process("return-request", {
  requested: { approve: "open", decline: "declined", cancel: "cancelled", close: "closed" },
  open: {
    ...{ ship: "on-its-way", "receive-part": "partly-received", receive: "received" },
    ...{ cancel: "cancelled", expire: "expired", close: "closed" },
  },
  "on-its-way": { "receive-part": "partly-received", receive: "received", close: "closed" },
  "partly-received": { "receive-part": "partly-received", receive: "received", close: "closed" },
  received: { close: "closed" },
  // Another person, who was asked to look at it again, lets it go on.
  declined: { uphold: "open" },
  closed: {},
  cancelled: {},
  expired: {},
});
