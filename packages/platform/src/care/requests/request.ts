import { process } from "../../foundation/process/index.ts";

/** Something that the shop is asked to do, because only it can. */
export const requestProcess = process("remedy-request", {
  requested: { acknowledge: "acknowledged", finish: "done", refuse: "refused" },
  acknowledged: { finish: "done", refuse: "refused" },
  done: {},
  refused: { ask: "requested" },
});
