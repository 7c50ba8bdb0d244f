import type { Tx } from "../../foundation/events/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { source } from "./shop-system.ts";

/** Does something in a transaction of its own; where a person was faster, or it cannot be done any more, life goes on without it. */
export async function unlessRefused({ work }: Runtime, run: (tx: Tx) => Promise<unknown>): Promise<void> {
  try {
    await work.run(source, run);
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
  }
}
