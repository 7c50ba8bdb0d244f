import { type Locale, locales } from "@aftercare/messages/browser";
import type { Grants, Layer, PolicyDocument, PolicyRule } from "../policy-types.ts";
import { carried, layers } from "../policy-types.ts";

/** A fee while somebody edits it: a number can be empty for a moment. */
export type DraftFee = number | undefined | { readonly [Way in (typeof carried)[number]]: number | undefined };

/** Grants while somebody edits them. */
export type DraftGrants = {
  readonly [Name in keyof Grants]?: (Name extends "logisticsFee" ? DraftFee : Grants[Name]) | undefined;
};

export interface DraftRule {
  /** Stays the same while the name is typed. */
  readonly key: number;
  readonly name: string;
  readonly layer: Layer;
  readonly when: string;
  /** What is named here is changed, also where it is still empty. */
  readonly grants: DraftGrants;
  readonly says: Readonly<Record<Locale, string>>;
}

/** A policy while somebody edits it. Sums are minor units. */
export interface PolicyDraft {
  readonly usual: DraftGrants;
  readonly costOfSending: DraftFee;
  readonly rules: readonly DraftRule[];
  readonly precedence: readonly Layer[];
  readonly combine: NonNullable<PolicyDocument["combine"]>;
  readonly promotionBreakage: NonNullable<PolicyDocument["promotionBreakage"]>;
}

let lastKey = 0;
function newKey(): number {
  lastKey += 1;
  return lastKey;
}

export function draftOf(document: PolicyDocument): PolicyDraft {
  const { usual, costOfSending = 0, rules = [], precedence = layers, combine = "best-for-shopper" } = document;
  const { promotionBreakage = "keep-share" } = document;
  return { usual, costOfSending, rules: rules.map(draftRule), precedence, combine, promotionBreakage };
}

function draftRule({ name, layer, when, grants, says }: PolicyRule): DraftRule {
  const sentences = Object.fromEntries(locales.map((locale) => [locale, says?.[locale] ?? ""]));
  return { key: newKey(), name, layer, when, grants, says: sentences as DraftRule["says"] };
}

/** A rule that nobody has written anything into. */
export function newRule(): DraftRule {
  return draftRule({ name: "", layer: "situation", when: "", grants: {} });
}

/** The document that a draft stands for. A number that is empty is null, which the check names; texts that are empty are left out. */
export function documentOf({ usual, costOfSending, rules, ...rest }: PolicyDraft): Record<string, unknown> {
  return {
    usual: grantsOf(usual),
    costOfSending: feeOf(costOfSending),
    rules: rules.map(({ name, layer, when, grants, says }) => {
      const sentences = Object.entries(says).filter(([, text]) => text.trim() !== "");
      return {
        ...{ name, layer, when, grants: grantsOf(grants) },
        ...(sentences.length > 0 && { says: Object.fromEntries(sentences) }),
      };
    }),
    ...rest,
  };
}

function grantsOf(grants: DraftGrants): Record<string, unknown> {
  const named = Object.entries(grants).map(([name, value]) => [name, value ?? null]);
  return Object.fromEntries(
    "logisticsFee" in grants ? [...named, ["logisticsFee", feeOf(grants.logisticsFee)]] : named,
  );
}

function feeOf(fee: DraftFee): Record<string, number | null> | number | null {
  if (typeof fee !== "object") return fee ?? null;
  return Object.fromEntries(carried.map((way) => [way, fee[way] ?? null]));
}

/** A fee with a price for each way, all of them as the one that it had; or with one for all, as its first. */
export function pricedByWay(fee: DraftFee, isByWay: boolean): DraftFee {
  const one = typeof fee === "object" ? fee["drop-off"] : fee;
  return isByWay ? { "drop-off": one, locker: one, "home-pick-up": one } : one;
}

/** A list entry moved to another place. */
export function moved<Entry>(list: readonly Entry[], from: number, to: number): Entry[] {
  const [entry] = list.slice(from, from + 1);
  return entry === undefined ? [...list] : list.toSpliced(from, 1).toSpliced(to, 0, entry);
}
