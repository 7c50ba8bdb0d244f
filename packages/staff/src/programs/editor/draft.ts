import type { Moment, ProgramDocument, Terms, Weights } from "../program-types.ts";

export type Kind = Terms["kind"];

/** The kinds of action, plain price cuts first. */
export const kinds = [
  ...(["percent-off", "amount-off", "bogo", "product-coupon", "combination"] as const),
  ...(["extra-points", "credit", "free-service", "free-trial", "free-shipping"] as const),
  ...(["partial-refund", "shipping-refund", "reship", "express-upgrade", "pickup-redirect", "cancel-refund"] as const),
  ...(["recommend", "message"] as const),
] as const satisfies readonly Kind[];

/** What can be done at a moment, and what stands with an action already: it stays to be seen, and the check says what is wrong with it. */
export function kindsAt(moment: Pick<Moment, "kinds">, standing: Kind): readonly Kind[] {
  return kinds.filter((kind) => kind === standing || (moment.kinds?.includes(kind) ?? true));
}

/** The terms of an action while somebody writes them: whatever was entered stays when the kind changes and changes back. */
export interface DraftTerms {
  readonly kind: Kind;
  readonly percent?: number | undefined;
  readonly most?: number | undefined;
  readonly amount?: number | undefined;
  readonly leastBasket?: number | undefined;
  readonly factor?: number | undefined;
  readonly days?: number | undefined;
  readonly cost?: number | undefined;
  readonly skus?: readonly string[] | undefined;
  readonly service?: string | undefined;
  readonly sku?: string | undefined;
  readonly about?: string | undefined;
  readonly resolution?: Extract<Terms, { kind: "recommend" }>["resolution"] | undefined;
}

export type TermField = Exclude<keyof DraftTerms, "kind">;

/** What each kind asks for; those marked may stay empty. */
export const fieldsOf = {
  "percent-off": ["percent", "most"],
  "amount-off": ["amount", "leastBasket"],
  bogo: [],
  "product-coupon": ["percent", "skus"],
  combination: ["percent", "skus"],
  "extra-points": ["factor", "days"],
  credit: ["amount"],
  "free-service": ["service", "cost"],
  "free-trial": ["sku", "days", "cost"],
  "free-shipping": ["most"],
  "partial-refund": ["percent"],
  "shipping-refund": [],
  reship: [],
  "express-upgrade": ["cost"],
  "pickup-redirect": ["cost"],
  "cancel-refund": [],
  recommend: ["resolution"],
  message: ["about"],
} as const satisfies Record<Kind, readonly TermField[]>;

export interface DraftAction {
  /** Stays the same while the identifier is typed. */
  readonly key: number;
  readonly id: string;
  readonly terms: DraftTerms;
  readonly contact: number | undefined;
  readonly eligible: string;
}

type Blank<Numbers> = { readonly [Name in keyof Numbers]: number | undefined };
export type DraftWeights = Blank<Weights>;

export interface DraftRegion {
  readonly key: number;
  readonly name: string;
  readonly stores: readonly string[];
  /** Its part of the budget; none of its own if not given. */
  readonly budget: number | undefined;
  /** Its own goal, in place of the overall one. */
  readonly weights: DraftWeights | undefined;
}

/** Settings that are one number each, by their paths in the document. */
const numberPaths = [
  ...(["rank", "validDays", "exploration", "trial", "challenge", "holdout"] as const),
  ...(["warmUp/days", "warmUp/exploration", "goal/horizonDays"] as const),
  ...(["guardrails/marginFloor", "guardrails/mostDiscount", "guardrails/perShopper/offers"] as const),
  ...(["guardrails/perShopper/days", "guardrails/abuse/returns", "guardrails/abuse/rate"] as const),
  ...(["guardrails/stock", "offers/graceDays"] as const),
] as const;
export type NumberPath = (typeof numberPaths)[number];

/** A program while somebody edits it: everything can be empty for a moment. Sums are minor units. */
export interface ProgramDraft {
  readonly name: string;
  readonly title: string;
  readonly moment: string;
  readonly currency: string;
  readonly audience: string;
  readonly actions: readonly DraftAction[];
  readonly weights: DraftWeights;
  readonly regions: readonly DraftRegion[];
  readonly budget: { readonly amount: number | undefined; readonly period: "week" | "month" | "quarter" } | undefined;
  /** How what it gives may be used; a group that is empty is none. */
  readonly offers: { readonly group: string; readonly reinstate: boolean };
  readonly numbers: { readonly [Path in NumberPath]: number | undefined };
}

let lastKey = 0;
/** Tells entries of a list apart on the screen; it never leaves this window. */
export function newKey(): number {
  lastKey += 1;
  return lastKey;
}

export function draftOf(document: ProgramDocument): ProgramDraft {
  const { name, title, moment, currency = "", audience = "", actions, goal, regions = [], budget, offers } = document;
  return {
    ...{ name, title, moment, currency, audience },
    actions: actions.map(({ id, terms, contact, eligible = "" }) => ({ key: newKey(), id, terms, contact, eligible })),
    weights: weightsOf(goal.weights),
    regions: regions.map((region) => ({
      key: newKey(),
      name: region.name,
      stores: region.stores,
      budget: budget?.regions?.find((each) => each.region === region.name)?.amount,
      weights: ownWeights(goal.regions?.find((each) => each.region === region.name)?.weights),
    })),
    budget: budget && { amount: budget.amount, period: budget.period },
    offers: { group: offers?.group ?? "", reinstate: offers?.reinstate ?? true },
    numbers: Object.fromEntries(numberPaths.map((path) => [path, numberAt(document, path)])) as ProgramDraft["numbers"],
  };
}

const onlyMargin: Weights = { margin: 1, revenue: 0, sameVisit: 0, visits: 0, points: 0 };

function weightsOf(given: Partial<Weights> | undefined): Weights {
  return { ...onlyMargin, ...given };
}

function ownWeights(given: Partial<Weights> | undefined): Weights | undefined {
  return given && weightsOf(given);
}

/**
 * The document that a draft stands for, as it is checked and saved. Texts that are empty are left out. A number that is empty is null,
 * which the check refuses: left out, it would be the usual one, and a comparison group that somebody cleared would be a tenth of all.
 */
export function documentOf(draft: ProgramDraft): Record<string, unknown> {
  const { name, title, moment, currency, audience, actions, weights, regions, budget, offers, numbers } = draft;
  const document: Record<string, unknown> = {
    ...{ name, title, moment },
    ...(currency !== "" && { currency }),
    ...(audience.trim() !== "" && { audience }),
    actions: actions.map(({ id, terms, contact, eligible }) => ({
      ...(id !== "" && { id }),
      terms: termsOf(terms),
      contact: contact ?? null,
      ...(eligible.trim() !== "" && { eligible }),
    })),
    goal: {
      weights: filled(weights),
      regions: regions.flatMap((region) =>
        region.weights === undefined ? [] : [{ region: region.name, weights: filled(region.weights) }],
      ),
    },
    regions: regions.map(({ name, stores }) => ({ ...(name !== "" && { name }), stores })),
    ...(budget && {
      budget: {
        ...budget,
        regions: regions.flatMap((region) =>
          region.budget === undefined ? [] : [{ region: region.name, amount: region.budget }],
        ),
      },
    }),
    offers: { reinstate: offers.reinstate, ...(offers.group !== "" && { group: offers.group }) },
  };
  for (const path of numberPaths) setAt(document, path.split("/"), numbers[path] ?? null);
  return document;
}

function filled(weights: DraftWeights): Record<string, number | null> {
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, weight ?? null]));
}

/** Exactly what the kind asks for. */
export function termsOf(terms: DraftTerms): Record<string, unknown> {
  const fields = fieldsOf[terms.kind].map((field) => [field, terms[field]] as const);
  const given = fields.filter(([field, value]) => value !== undefined && !(field === "skus" && isEmptyList(value)));
  return { kind: terms.kind, ...Object.fromEntries(given) };
}

/** The terms if they are complete enough to be named. */
export function completeTerms(terms: DraftTerms): Terms | undefined {
  const optional = optionalOf(terms.kind);
  const given = termsOf(terms);
  const complete = fieldsOf[terms.kind].every((field) => optional.includes(field) || given[field] !== undefined);
  return complete ? (given as Terms) : undefined;
}

function optionalOf(kind: Kind): readonly TermField[] {
  if (kind === "combination" || kind === "free-shipping") return [];
  return ["most", "leastBasket", "skus"];
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function numberAt(document: object, path: string): number | undefined {
  const value = path
    .split("/")
    .reduce<unknown>((branch, name) => (branch as Record<string, unknown> | undefined)?.[name], document);
  return typeof value === "number" ? value : undefined;
}

function setAt(branch: Record<string, unknown>, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    branch[name] = value;
    return;
  }
  branch[name] ??= {};
  setAt(branch[name] as Record<string, unknown>, rest, value);
}
