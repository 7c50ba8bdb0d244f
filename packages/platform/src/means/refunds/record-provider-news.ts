import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { lockLeg } from "./lock-refund.ts";
import type { Answer } from "./payment-provider.ts";
import { recordAnswer } from "./record-answer.ts";
import type { LegProvider } from "./split-tenders.ts";

/** What a provider says by itself, such as by a webhook. */
export interface ProviderNews extends Answer {
  readonly provider: LegProvider;
  /** Ours, where the provider repeats it: its news can be here before its answer. */
  readonly key?: string;
}

/**
 * Records what a provider says unasked, also before its answer was recorded, several times, or weeks after a leg had succeeded. Answers false
 * for a refund that is none of ours.
 */
export async function recordProviderNews(tx: Tx, clock: Clock, { provider, key, ...answer }: ProviderNews) {
  const known = await tx.db
    .selectFrom("refund_legs")
    .select("id")
    .where("provider", "=", provider)
    .where((leg) =>
      leg.or([leg("provider_reference", "=", answer.reference), ...(key === undefined ? [] : [leg("id", "=", key)])]),
    )
    .executeTakeFirst();
  if (!known) return false;
  await recordAnswer(tx, clock, await lockLeg(tx, known.id), answer);
  return true;
}
