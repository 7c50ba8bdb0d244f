import { type Locale, translator } from "@aftercare/messages";
import type { z } from "zod";
import type { IdOf, IncidentId } from "../../../facts/identifiers/index.ts";
import { dayText } from "../../../foundation/calendar/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import type { Id } from "../../../foundation/ids/index.ts";
import { notFound } from "../../../foundation/problems/index.ts";
import { optionWords } from "./option-words.ts";
import { type RemedyCase, readCase } from "./read-case.ts";
import type { RemedyView } from "./remedy.contract.ts";
import { choosable, isFinal, isGoodwillDone, type OpenOption, openOptions, rightsOf } from "./remedy-options.ts";
import { readResult } from "./remedy-result.ts";
import type { Remedy } from "./remedy-tables.ts";

type View = z.output<typeof RemedyView>;

interface Showing {
  readonly remedy: Remedy;
  readonly locale: Locale;
  readonly toStaff: boolean;
}

/** A remedy as it is shown: what can be chosen now, what was, and how far that is. */
export async function viewRemedy(tx: DatabaseTx, clock: Clock, { remedy, locale, toStaff }: Showing): Promise<View> {
  const asked = await readCase(tx, clock, remedy.incident_id as IdOf<typeof IncidentId>);
  if (!asked) throw notFound();
  const words = translator(locale).inTimeZone(asked.timeZone);
  const options = shownOptions(asked, remedy);
  const { incidentId, orderId, currency } = asked;
  const unasked = remedy.state === "offered" && remedy.chosen === null ? remedy.without_answer : null;
  const result = await readResult(tx, remedy);
  return {
    ...{ incidentId, orderId, currency, state: remedy.state },
    ...{ offeredAt: remedy.offered_at, answerBy: remedy.answer_by },
    ...(options.some(({ option }) => option === unasked) && unasked !== null && { withoutAnswer: unasked }),
    options: options.map(({ until, amount, terms, ...option }) => ({
      ...{ option: option.option, kind: option.kind, byLaw: option.byLaw, recommended: option.recommended },
      ...(terms && { terms }),
      ...(amount !== undefined && { amount }),
      isFinal: isFinal(option.kind),
      ...(until !== undefined && { until: dayText(until) }),
      ...optionWords(words, { ...option, ...(terms && { terms }), ...(until !== undefined && { until }) }, currency),
    })),
    ...(remedy.chosen !== null && { chosen: remedy.chosen }),
    ...(remedy.chosen_at !== null && { chosenAt: remedy.chosen_at }),
    ...(remedy.chosen_by !== null && { chosenBy: remedy.chosen_by }),
    ...(remedy.carried_out_at !== null && { carriedOutAt: remedy.carried_out_at }),
    ...(result && { result }),
    ...(remedy.additional_until !== null && { additionalPeriodUntil: remedy.additional_until }),
    ...lawOf(asked, remedy),
    ...(toStaff && { decisionId: remedy.decision_id as Id<"dec"> }),
  };
}

/** What was chosen is shown for good; beside goodwill that was given, what can still be asked for. */
function shownOptions(asked: RemedyCase, remedy: Remedy): OpenOption[] {
  if (remedy.state === "offered" || remedy.state === "withdrawn") return choosable(asked, remedy);
  const open = openOptions(asked, remedy);
  const chosen = open.find(({ option }) => option === remedy.chosen) ?? chosenBefore(remedy);
  const besides = isGoodwillDone(remedy) ? open.filter(({ byLaw, option }) => byLaw && option !== remedy.chosen) : [];
  return [...(chosen ? [chosen] : []), ...besides];
}

/** As it was, where it could not be chosen any more now. */
function chosenBefore({ chosen, chosen_kind: kind, options }: Remedy): OpenOption | undefined {
  if (chosen === null || kind === null) return undefined;
  const decided = options.find(({ option }) => option === chosen);
  const terms = decided?.terms ?? (kind === "reship" || kind === "cancel-refund" ? { kind } : undefined);
  return { option: chosen, kind, ...(terms && { terms }), byLaw: decided === undefined, recommended: false, cost: 0 };
}

/** Nothing where nothing that the law says holds today. */
function lawOf(asked: RemedyCase, remedy: Remedy): Pick<View, "law"> {
  if (asked.outcome !== undefined) return {};
  const { rule, options, silence } = rightsOf(asked, remedy);
  if (options.length === 0 && remedy.additional_until === null) return {};
  const { regime, source, verified } = rule;
  return {
    law: {
      ...{ regime, source, verified },
      ...(silence && { silence: silence.means, silenceUntil: dayText(silence.on) }),
    },
  };
}
