import { IncidentKind } from "../../../facts/delivery/incident.schema.ts";
import { dayNumber } from "../../../foundation/calendar/index.ts";
import type { DeliverySettings } from "../settings.schema.ts";
import type { Assessment, Trouble, UnderWay } from "./assess-course.ts";

/** What stands about an order before it is looked at. */
export interface Standing {
  readonly incident: { readonly kind: IncidentKind } | undefined;
  /** The latest incident that was closed for another reason than that it arrived. */
  readonly dismissed: { readonly kind: IncidentKind; readonly at: Date } | undefined;
  readonly calmSince: Date | undefined;
  /** Of the open promise, as it was last told. */
  readonly promised:
    | {
        readonly latest: string;
        readonly revision: { readonly at: Date; readonly cause: string } | undefined;
      }
    | undefined;
  /** The latest news of any of its parcels. */
  readonly newsAt: Date | undefined;
}

/** What is to be done after an order was looked at. */
export interface FollowUp {
  readonly open: Trouble | undefined;
  /** The open incident is a graver one from here on. */
  readonly worsen: Trouble | undefined;
  readonly close: "in-time" | "late" | "cancelled" | "lost" | "returned" | undefined;
  readonly calmSince: Date | undefined;
  /** What the promise is revised for. */
  readonly revise: string | undefined;
  /** Tenths that the chance to miss the promise has reached, while it can still be kept. */
  readonly warnings: number;
}

const hourMs = 3_600_000;
/** An incident is not closed before nothing spoke for it for so long: what closes and opens again tells people nothing. */
const calmFor = 24 * hourMs;
/** Whoever was told a new day is not told another one soon, unless there is news. */
const revisedAtMost = 6 * hourMs;

/** What follows from an assessment, by what stands already: each incident is opened once, and only ever becomes a graver one. */
export function followUp(assessment: Assessment, standing: Standing, settings: DeliverySettings, now: Date): FollowUp {
  const nothing = { open: undefined, worsen: undefined, close: undefined, calmSince: undefined };
  if (assessment.state === "ended")
    return { ...nothing, close: standing.incident && assessment.outcome, revise: undefined, warnings: 0 };
  const { trouble, chanceLate, isOver } = assessment;
  const warnings = isOver ? 0 : Math.min(9, Math.floor((chanceLate ?? 0) * 10 + 1e-9));
  const revise = causeOfRevision(assessment, standing, now);
  const { incident } = standing;
  if (!incident) return { ...nothing, open: opens(trouble, standing) ? trouble : undefined, revise, warnings };
  const isCalm = trouble === undefined && (chanceLate ?? 0) < settings.alertAt / 2;
  const calmSince = isCalm ? (standing.calmSince ?? now) : undefined;
  return {
    ...{ open: undefined, revise, warnings, calmSince },
    worsen: trouble && isGraver(trouble.kind, incident.kind) ? trouble : undefined,
    close: calmSince && now.getTime() - calmSince.getTime() >= calmFor ? "in-time" : undefined,
  };
}

/** What a person has closed stays closed until there is news, or it has become worse. */
function opens(trouble: Trouble | undefined, { dismissed, newsAt }: Standing): boolean {
  if (!trouble) return false;
  return !dismissed || isGraver(trouble.kind, dismissed.kind) || (newsAt !== undefined && newsAt > dismissed.at);
}

function isGraver(one: IncidentKind, other: IncidentKind): boolean {
  return IncidentKind.options.indexOf(one) > IncidentKind.options.indexOf(other);
}

/**
 * A promise is revised when it is no longer believed: a delivery in trouble is expected later than was told, or, once it was revised, on other
 * days than was told then. One that is believed stays as it is, however narrow the window becomes.
 */
function causeOfRevision({ trouble, latest, isOver }: UnderWay, standing: Standing, now: Date): string | undefined {
  const { promised, newsAt } = standing;
  if (!promised) return undefined;
  const { revision } = promised;
  const cause = trouble ? (trouble.because[0]?.key.replace("delivery.because.", "") ?? "unknown") : revision?.cause;
  if (cause === undefined) return undefined;
  const days = dayNumber(latest) - dayNumber(promised.latest);
  if (!revision) return trouble && (days >= 1 || isOver) ? cause : undefined;
  const isSoon = now.getTime() - revision.at.getTime() < revisedAtMost && !(newsAt && newsAt > revision.at);
  const isOther = Math.abs(days) >= 1 || (trouble !== undefined && cause !== revision.cause);
  return isOther && !isSoon ? cause : undefined;
}
