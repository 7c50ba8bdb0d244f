import type { Granted } from "./grant.ts";
import { isBetter } from "./grant.ts";
import type { Grants, PolicyDocument } from "./policy.schema.ts";

/** Something that a rule about somebody's behaviour grants less of than everybody has. */
export interface GrantedLess {
  readonly what: keyof Grants;
  readonly usual: Grants[keyof Grants];
  readonly granted: Grants[keyof Grants];
  readonly rule: string;
}

/**
 * Where the way somebody buys and gives back made their terms worse than usual: what rules of the layer `segment` won with less. What the law raised
 * is none of it, nor what hangs on the season or the article. Pure.
 * @param by who won each thing, under this document
 */
export function grantedLess({ usual, rules }: PolicyDocument, by: Granted["by"]): GrantedLess[] {
  return (Object.keys(usual) as (keyof Grants)[]).flatMap((what) => {
    const winner = by[what];
    const rule = typeof winner === "string" ? undefined : rules.find(({ name }) => name === winner.rule);
    const granted = rule?.grants[what];
    if (rule?.layer !== "segment" || granted === undefined) return [];
    const better = isBetter[what] as (one: unknown, other: unknown) => boolean;
    return better(usual[what], granted) ? [{ what, usual: usual[what], granted, rule: rule.name }] : [];
  });
}
