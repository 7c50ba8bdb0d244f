import { process } from "../../../foundation/process/index.ts";

/**
 * What is done about a delivery in trouble. `wait`: the shop has to do it. What is owed, and what the law grants, can be asked for after
 * goodwill was given, too.
 */
export const remedyProcess = process("remedy", {
  offered: { choose: "chosen", lapse: "chosen", withdraw: "withdrawn" },
  chosen: { "carry-out": "carried-out", ask: "waiting" },
  waiting: { "carry-out": "carried-out", refuse: "offered" },
  "carried-out": { demand: "chosen" },
  withdrawn: {},
});
