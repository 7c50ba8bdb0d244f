import { process } from "../../foundation/process/index.ts";

/** What becomes of a statement. It is never refused: what a person thinks is none is set aside, with a reason, and can be taken up again. */
export const withdrawalProcess = process("withdrawal", {
  open: { settle: "settled", "set-aside": "set-aside" },
  "set-aside": { reopen: "open" },
  settled: {},
});

export type WithdrawalState = (typeof withdrawalProcess.states)[number];
