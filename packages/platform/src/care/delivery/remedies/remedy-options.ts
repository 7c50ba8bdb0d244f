import { isOffer, makesGood } from "../../../facts/actions/index.ts";
import type { RemedyKind } from "../../../facts/delivery/remedy.schema.ts";
import { dayNumber, type PlainDayNumber } from "../../../foundation/calendar/index.ts";
import { type DelayRights, delayRights } from "../../../judgement/law/index.ts";
import type { ActionTerms } from "../../../judgement/programs/index.ts";
import type { RemedyCase } from "./read-case.ts";
import { isGone } from "./remedy-context.ts";
import type { DecidedOption, Remedy } from "./remedy-tables.ts";

/** Something that the shopper can choose now. */
export interface OpenOption {
  readonly option: string;
  readonly kind: RemedyKind;
  readonly terms?: ActionTerms;
  /** What the shopper gets, minor units, where that is money or credit. */
  readonly amount?: bigint;
  /** The shopper may have it whatever anybody decides: it is owed, or the law says so. */
  readonly byLaw: boolean;
  readonly recommended: boolean;
  readonly until?: PlainDayNumber;
  /** Paid at once, as it was reckoned when it was decided; nothing for what is owed anyway. */
  readonly cost: number;
}

/** What of a remedy says what can be chosen. */
export type Standing = Pick<
  Remedy,
  "options" | "refused" | "additional_until" | "told_latest" | "consented_until" | "chosen_kind" | "state"
>;

/** What the law gives the shopper today. */
export function rightsOf(asked: RemedyCase, standing: Omit<Standing, "options">): DelayRights {
  const day = (text: string | null) => (text === null ? undefined : dayNumber(text));
  return delayRights({
    ...{ country: asked.country, today: asked.today, placedOn: asked.placedOn, agreedLatest: asked.agreedLatest },
    ...{ expectedLatest: asked.newLatest, shipped: asked.shipped, willNotCome: isGone(asked.kind) },
    // Whether an occasion was named before the contract or after it, nobody has written down: only the former is essential.
    essential: false,
    ...{ additionalUntil: day(standing.additional_until), toldLatest: day(standing.told_latest) },
    consentedUntil: day(standing.consented_until),
  });
}

/**
 * Everything that can be chosen now, best first: what was decided and can still be done, what is owed, what the law grants, and to wait. What
 * is owed and what the law grants hang on no program, holdout, budget or stock but the goods' own. Pure.
 */
export function openOptions(asked: RemedyCase, standing: Standing): OpenOption[] {
  if (standing.state === "withdrawn") return [];
  const hasEnded = asked.outcome !== undefined;
  const decided = standing.options
    .filter(({ terms }) => !standing.refused.includes(terms.kind) && canBeDone(terms, asked))
    .map((option, place): OpenOption => ofDecision(option, asked, place === 0 && option === standing.options[0]));
  if (hasEnded && asked.outcome !== "lost") return decided;
  const rights = rightsOf(asked, standing);
  const entitled: OpenOption[] = [...owed(asked, standing), ...granted(rights, asked)];
  const known = new Set(decided.map(({ kind }) => kind));
  const kinds = new Set(entitled.map(({ kind }) => kind));
  const consent = rights.options.find(({ kind }) => kind === "consent");
  const wait: OpenOption = {
    ...{ option: "wait", kind: "wait", byLaw: consent !== undefined, recommended: standing.options.length === 0 },
    ...(asked.newLatest !== undefined && !isGone(asked.kind) && { until: asked.newLatest }),
    cost: 0,
  };
  return [
    // What is owed costs nothing beyond that, whoever proposed it.
    ...decided.map((option) => (kinds.has(option.kind) ? { ...option, byLaw: true } : option)),
    ...entitled.filter((option, place) => {
      const isFirst = entitled.findIndex(({ kind }) => kind === option.kind) === place;
      return isFirst && !known.has(option.kind);
    }),
    wait,
  ];
}

/** What can be chosen of a remedy as it stands, beside what was chosen already: goodwill is given once. */
export function choosable(asked: RemedyCase, remedy: Remedy): OpenOption[] {
  const open = openOptions(asked, remedy);
  return remedy.goodwill_given ? open.filter(({ byLaw, kind }) => byLaw || kind === "wait") : open;
}

/** Goodwill was given; what is owed and what the law grants can still be asked for. */
export function isGoodwillDone({ state, chosen_kind: kind }: Pick<Remedy, "state" | "chosen_kind">): boolean {
  return state === "carried-out" && kind !== null && !isFinal(kind);
}

function ofDecision({ option, terms, cost }: DecidedOption, asked: RemedyCase, recommended: boolean): OpenOption {
  const amount = amountOf(terms, asked);
  // The moment allows no kind but these.
  return {
    option,
    kind: terms.kind as RemedyKind,
    terms,
    ...(amount !== undefined && { amount }),
    byLaw: false,
    recommended,
    cost,
  };
}

function amountOf(terms: ActionTerms, { refundable }: RemedyCase): bigint | undefined {
  switch (terms.kind) {
    case "credit":
      return BigInt(terms.amount);
    case "partial-refund":
      return refundable({ percent: terms.percent });
    case "shipping-refund":
      return refundable("postage");
    case "cancel-refund":
      return refundable("all");
    default:
      return undefined;
  }
}

/** Whether something of the decision can still be done: goods that have arrived, however late, are neither sent again nor called off. */
function canBeDone(terms: ActionTerms, asked: RemedyCase): boolean {
  if (asked.outcome !== undefined && asked.outcome !== "lost" && makesGood(terms)) return false;
  switch (terms.kind) {
    case "partial-refund":
    case "shipping-refund":
    case "cancel-refund":
      return (amountOf(terms, asked) ?? 0n) > 0n;
    case "reship":
      return !asked.lacking;
    case "express-upgrade":
      return !asked.shipped;
    case "pickup-redirect":
      return !isGone(asked.kind);
    default:
      return true;
  }
}

/** Of goods that will not come: the goods once more where there are any, or the money. */
function owed(asked: RemedyCase, { refused }: Pick<Standing, "refused">): OpenOption[] {
  if (!isGone(asked.kind)) return [];
  const again: OpenOption = { ...entitledTo("reship"), terms: { kind: "reship" } };
  return [...(asked.lacking || refused.includes("reship") ? [] : [again]), cancelling(asked)];
}

function granted({ options }: DelayRights, asked: RemedyCase): OpenOption[] {
  return options.flatMap((option): OpenOption[] => {
    if (option.kind === "terminate") return [cancelling(asked)];
    if (option.kind === "consent") return [];
    return [{ ...entitledTo("set-additional-period"), until: option.until }];
  });
}

function cancelling(asked: RemedyCase): OpenOption {
  return { ...entitledTo("cancel-refund"), terms: { kind: "cancel-refund" }, amount: asked.refundable("all") };
}

function entitledTo(kind: RemedyKind): OpenOption {
  return { option: kind, kind, byLaw: true, recommended: false, cost: 0 };
}

/** Whether choosing it begins something that cannot be taken back: it is never done unless somebody says so, or the law does. */
export function isFinal(kind: RemedyKind): boolean {
  return kind === "reship" || kind === "cancel-refund" || kind === "express-upgrade" || kind === "pickup-redirect";
}

/** Whether choosing it is to wait, so that another choice stays open. */
export function isWaiting(kind: RemedyKind): boolean {
  return kind === "wait" || kind === "set-additional-period";
}

/** Whether it can be given without being asked for: money, credit or an offer. */
function isGoodwill(terms: ActionTerms): boolean {
  return !makesGood(terms) && (isOffer(terms) || terms.kind === "partial-refund" || terms.kind === "shipping-refund");
}

/** What is given where nobody answers: the first of what was decided that can be given unasked; the list is ordered by worth. */
export function withoutAnswer(options: readonly DecidedOption[]): string | undefined {
  return options.find(({ terms }) => isGoodwill(terms))?.option;
}
