import type { IncidentKind } from "../../../facts/delivery/incident.schema.ts";
import { IncidentReason } from "../../../facts/delivery/incident.schema.ts";
import type { IdOf, IncidentId } from "../../../facts/identifiers/index.ts";
import { dayText } from "../../../foundation/calendar/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { DelayRights } from "../../../judgement/law/index.ts";
import { readCase } from "./read-case.ts";
import { isGone } from "./remedy-context.ts";
import { choosable, isGoodwillDone, type OpenOption, rightsOf } from "./remedy-options.ts";
import { readRemedy } from "./store-remedy.ts";

/** What a shopper is told of a delivery in trouble. Days are texts such as "2026-03-14". */
export interface RemedyNews {
  readonly number: string;
  readonly kind: IncidentKind;
  readonly because: readonly IncidentReason[];
  readonly promised: string | undefined;
  readonly expected: string | undefined;
  /** What was promised is over. */
  readonly isLate: boolean;
  readonly options: readonly OpenOption[];
  readonly currency: string;
  readonly answerBy: Date;
  /** What is done where nobody answers. */
  readonly withoutAnswer: OpenOption | undefined;
  readonly silence: DelayRights["silence"];
}

/**
 * What is so now; null where there is nothing to be told any more: it is over, or something was chosen. Whoever was given goodwill is told
 * that the goods will not come, and is asked what the law wants to be asked.
 */
export async function readNews(
  tx: DatabaseTx,
  clock: Clock,
  incidentId: IdOf<typeof IncidentId>,
  { isAskedByLaw = false } = {},
): Promise<RemedyNews | null> {
  const remedy = await readRemedy(tx, incidentId);
  const asked = remedy && (await readCase(tx, clock, incidentId));
  if (!asked || asked.outcome !== undefined) return null;
  const isTold = remedy.state === "offered" || (isGoodwillDone(remedy) && (isAskedByLaw || isGone(asked.kind)));
  if (!isTold) return null;
  const { because } = await tx.db
    .selectFrom("incidents")
    .select("because")
    .where("id", "=", incidentId)
    .executeTakeFirstOrThrow();
  const options = choosable(asked, remedy);
  const { number, kind, currency, promisedLatest, newLatest, today } = asked;
  return {
    ...{ number, kind, currency, options },
    because: IncidentReason.array().parse(because),
    promised: promisedLatest === undefined ? undefined : dayText(promisedLatest),
    expected: newLatest === undefined ? undefined : dayText(newLatest),
    isLate: promisedLatest !== undefined && today > promisedLatest,
    answerBy: remedy.answer_by,
    withoutAnswer: options.find(({ option }) => option === remedy.without_answer),
    silence: rightsOf(asked, remedy).silence,
  };
}
