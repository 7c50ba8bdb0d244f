import type { PolicyDocument } from "./policy-types.ts";

/** A document whose short lists are one value each, so that another method reads as another list and not as a change at its third place. */
export function comparable(document: PolicyDocument): Record<string, unknown> {
  const { usual, rules = [], precedence = [], ...rest } = document;
  return {
    ...rest,
    usual: joined(usual),
    rules: rules.map(({ grants, ...rule }) => ({ ...rule, grants: joined(grants) })),
    precedence: precedence.join(","),
  };
}

function joined(grants: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(grants).map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : value]),
  );
}
