import { remedyChosen } from "../../../facts/delivery/index.ts";
import type { RemedyChooser } from "../../../facts/delivery/remedy.schema.ts";
import type { IdOf, IncidentId } from "../../../facts/identifiers/index.ts";
import { dayText, type PlainDayNumber } from "../../../foundation/calendar/index.ts";
import type { Clock } from "../../../foundation/clock/index.ts";
import type { Tx } from "../../../foundation/events/index.ts";
import { badInput, notFound, problemKind } from "../../../foundation/problems/index.ts";
import { carryOut } from "./carry-out.ts";
import { type RemedyCase, readCase } from "./read-case.ts";
import { remedyProcess } from "./remedy.ts";
import { isGoodwillDone, isWaiting, type OpenOption, openOptions } from "./remedy-options.ts";
import type { Remedy } from "./remedy-tables.ts";
import { changeRemedy, lockRemedy } from "./store-remedy.ts";

/** Something else was chosen and is done already, or the shop is at it. */
const remedyChosenAlready = problemKind("remedy-chosen", 409);
/** There is nothing to choose any more. */
const remedyOver = problemKind("remedy-over", 409);
/** It was a choice a moment ago and cannot be done any more. */
const optionGone = problemKind("option-gone", 409);

/** Whoever chooses, in a transaction of their own. */
interface Choosing {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly by: RemedyChooser;
  readonly actor: string;
}

/** A remedy that was locked, with what can be done about it now. */
export interface LockedRemedy {
  readonly remedy: Remedy;
  readonly asked: RemedyCase;
}

/** How long waiting is agreed to where nobody can say when it comes. */
const daysOfOpenConsent = 30;

/**
 * Locks the remedy of an incident, and reads then what can be done about it: read before the lock, it may be over.
 * @returns undefined where nothing was offered
 */
export async function lockCase(
  tx: Tx,
  clock: Clock,
  incidentId: IdOf<typeof IncidentId>,
): Promise<LockedRemedy | undefined> {
  const remedy = await lockRemedy(tx, incidentId);
  const asked = remedy && (await readCase(tx, clock, incidentId));
  return asked && { remedy, asked };
}

/**
 * Chooses one of the options and does it. Whoever comes second with the same choice gets the same answer. Waiting, and a last day that was
 * set, leave the choice open; after goodwill was given, what is owed and what the law grants can still be asked for.
 * @param locked by {@link lockCase}
 * @param until the last day that the shopper sets; the one proposed if not given
 * @throws not-found (404), remedy-chosen, remedy-over, option-gone (409), bad-input (400)
 */
export async function choose(
  choosing: Choosing,
  locked: LockedRemedy | undefined,
  option: string,
  until?: PlainDayNumber,
): Promise<Remedy> {
  if (!locked) throw notFound({ field: "incidentId" });
  const { remedy, asked } = locked;
  if (remedy.chosen === option && remedy.state !== "offered") return remedy;
  const chosen = findOption(asked, remedy, option);
  requireOpen(remedy, chosen);
  if (!isWaiting(chosen.kind)) return take(choosing, locked, chosen);
  return wait(choosing, locked, { ...chosen, ...(until !== undefined && { until }) });
}

/** Writes the choice of something that is done down, and does it. */
export async function take(choosing: Choosing, { remedy, asked }: LockedRemedy, chosen: OpenOption): Promise<Remedy> {
  const { tx, clock, by, actor } = choosing;
  const command = remedy.state === "carried-out" ? "demand" : by === "default" ? "lapse" : "choose";
  const written = await changeRemedy(tx, remedy, {
    ...{ state: remedyProcess.next(remedy.state, command), carried_out_at: null, result: null },
    ...choiceOf(choosing, chosen),
  });
  await tellChosen(choosing, asked, chosen);
  const done = await carryOut({ tx, clock }, asked, written, chosen, actor);
  if (!done) throw optionGone({ option: chosen.option });
  return done;
}

/** An answer after which the shopper may still change their mind; what was given already stays. */
async function wait(choosing: Choosing, { remedy, asked }: LockedRemedy, chosen: OpenOption): Promise<Remedy> {
  const { kind, until, byLaw } = chosen;
  const isAgain = remedy.chosen === chosen.option && !byLaw;
  if (isAgain) return remedy;
  const day = dayText(until ?? asked.today + daysOfOpenConsent);
  const changed = await changeRemedy(choosing.tx, remedy, {
    ...(kind === "wait" ? byLaw && { consented_until: day } : { additional_until: day }),
    ...(remedy.state === "offered" && choiceOf(choosing, chosen)),
  });
  await tellChosen(choosing, asked, chosen);
  return changed;
}

function choiceOf({ clock, by }: Choosing, { option, kind }: OpenOption) {
  return { chosen: option, chosen_kind: kind, chosen_at: clock.now(), chosen_by: by };
}

async function tellChosen({ tx, clock, by }: Choosing, asked: RemedyCase, { kind }: OpenOption): Promise<void> {
  const { incidentId, orderId, shopperId } = asked;
  const data = { incidentId, orderId, shopperId, kind, by };
  await tx.append(remedyChosen({ subject: shopperId, at: clock.now(), data }));
}

function findOption(asked: RemedyCase, remedy: Remedy, option: string): OpenOption {
  const open = openOptions(asked, remedy);
  const found = open.find((each) => each.option === option);
  if (found) return found;
  if (open.length === 0) throw remedyOver();
  const others = ["reship", "cancel-refund", "set-additional-period", "wait"];
  if ([...remedy.options.map((each) => each.option), ...others].includes(option)) throw optionGone({ option });
  const message = `is none of ${open.map((each) => each.option).join(", ")}`;
  throw badInput({ field: "option", reason: message }, { fields: [{ field: "option", message }] });
}

/** Goods and money are never both given, and goodwill is given once. */
function requireOpen(remedy: Remedy, { byLaw, kind }: OpenOption): void {
  const { state, chosen, goodwill_given: isGiven } = remedy;
  const isOpen = state === "offered" ? byLaw || kind === "wait" || !isGiven : isGoodwillDone(remedy) && byLaw;
  if (!isOpen) throw remedyChosenAlready({ chosen: chosen ?? "" });
}
