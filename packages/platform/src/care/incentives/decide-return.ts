import { returnRecorded } from "../../facts/returns/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { on } from "../../foundation/reactions/index.ts";
import { type DecisionViewData, decideNextStep } from "../../judgement/decisions/index.ts";
import { returnIncentive } from "./return-incentive.ts";

/**
 * The best next step for a return, decided once: at the counter in the transaction that takes the goods back, so that
 * the shopper can be told at once, and otherwise by {@link decideWhenReturned}.
 * @throws unknown-subject (404)
 */
export function decideReturn(
  context: { readonly tx: Tx; readonly clock: Clock },
  returnId: Id<"ret">,
): Promise<DecisionViewData> {
  return decideNextStep(context, returnIncentive, returnId);
}

/** However a return came in, it gets its next step. */
export const decideWhenReturned = on(returnRecorded, "incentives.decide-when-returned", async (context, event) => {
  await decideReturn(context, event.data.returnId);
});
