import type { Translator } from "./translator.ts";

/** What is said of an action's terms: the part of a program's contract that people read. Sums are minor units of the action's currency. */
export type WordedTerms =
  | { readonly kind: "percent-off"; readonly percent: number; readonly most?: number | undefined }
  | { readonly kind: "amount-off"; readonly amount: number; readonly leastBasket?: number | undefined }
  | { readonly kind: "bogo" }
  | { readonly kind: "extra-points"; readonly factor: number; readonly days: number }
  | { readonly kind: "product-coupon"; readonly percent: number; readonly skus?: readonly string[] | undefined }
  | { readonly kind: "combination"; readonly percent: number; readonly skus: readonly string[] }
  | { readonly kind: "free-service"; readonly service: string; readonly cost: number }
  | { readonly kind: "free-trial"; readonly sku: string; readonly days: number; readonly cost: number }
  | { readonly kind: "credit"; readonly amount: number }
  | { readonly kind: "free-shipping"; readonly most: number }
  | { readonly kind: "partial-refund"; readonly percent: number }
  | { readonly kind: "shipping-refund" | "reship" | "cancel-refund" }
  | { readonly kind: "express-upgrade" | "pickup-redirect"; readonly cost: number }
  | { readonly kind: "recommend"; readonly resolution: string }
  | { readonly kind: "message"; readonly about: string };

/** An action of a program, or `none`. */
export interface WordedAction {
  readonly id: string;
  /** Absent for `none`, and for what happened before terms were kept: then the name that the identifier had speaks. */
  readonly terms?: WordedTerms | undefined;
  readonly currency?: string | undefined;
}

type Words = Pick<Translator, "t" | "has" | "money">;

/** What staff call an action: "10% off, at most €20.00". An action of which nothing is known is shown by its identifier. */
export function actionName(words: Words, action: WordedAction): string {
  return wordsFor(words, action, "name");
}

/** The same as it is said to the shopper: "10% off your next purchase, at most €20.00". */
export function actionOffer(words: Words, action: WordedAction): string {
  return wordsFor(words, action, "offer");
}

function wordsFor(words: Words, { id, terms, currency }: WordedAction, part: "name" | "offer"): string {
  if (terms === undefined) {
    const key = id === "none" ? `actions.none.${part}` : `actions.earlier.${id}.${part}`;
    return words.has(key) ? words.t(key) : id;
  }
  const money = (amount: number) => (currency === undefined ? String(amount) : words.money({ amount, currency }));
  const { variant, values } = told(terms, money);
  const key = `actions.${terms.kind}.${variant}${part}`;
  return words.has(key) ? words.t(key, values) : id;
}

interface Told {
  /** Which of a kind's sentences, as the beginning of its key. */
  readonly variant: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

function told(terms: WordedTerms, money: (amount: number) => string): Told {
  switch (terms.kind) {
    case "percent-off": {
      const { percent, most } = terms;
      if (most === undefined) return { variant: "", values: { percent } };
      return { variant: "capped-", values: { percent, most: money(most) } };
    }
    case "amount-off": {
      const amount = money(terms.amount);
      if (terms.leastBasket === undefined) return { variant: "", values: { amount } };
      return { variant: "from-", values: { amount, least: money(terms.leastBasket) } };
    }
    case "bogo":
      return { variant: "" };
    case "extra-points": {
      const times = { 2: "double", 3: "triple" }[terms.factor] ?? "other";
      return { variant: "", values: { times, factor: terms.factor, days: terms.days } };
    }
    case "product-coupon":
      return { variant: terms.skus === undefined ? "" : "chosen-", values: { percent: terms.percent } };
    case "combination":
      return { variant: "", values: { percent: terms.percent, count: terms.skus.length } };
    case "free-service":
      return { variant: "", values: { service: terms.service } };
    case "free-trial":
      return { variant: "", values: { product: terms.sku, days: terms.days } };
    case "credit":
      return { variant: "", values: { amount: money(terms.amount) } };
    case "free-shipping":
      return { variant: "", values: { most: money(terms.most) } };
    case "partial-refund":
      return { variant: "", values: { percent: terms.percent } };
    case "shipping-refund":
    case "reship":
    case "express-upgrade":
    case "pickup-redirect":
    case "cancel-refund":
      return { variant: "" };
    case "recommend":
      return { variant: `${terms.resolution}-` };
    case "message":
      return { variant: "", values: { about: terms.about } };
    default:
      // Terms of a kind that is newer than this catalogue arrive as data.
      terms satisfies never;
      return { variant: "" };
  }
}
