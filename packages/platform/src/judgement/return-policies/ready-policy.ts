import { compileExpression, type Predicate } from "../programs/index.ts";
import type { PolicyDocument, Rule } from "./policy.schema.ts";
import { policyFacts } from "./policy-facts.ts";

/** Where a document cannot be used, by its path, and why. */
export interface PolicyFault {
  readonly path: string;
  readonly message: string;
}

export interface ReadyPolicy {
  readonly document: PolicyDocument;
  /** In the order in which they are gone through. */
  readonly rules: readonly (Rule & { readonly holds: Predicate })[];
}

/** Makes a document's conditions ready to be asked, or names every one that makes no sense. */
export function readyPolicy(document: PolicyDocument): ReadyPolicy | { readonly faults: readonly PolicyFault[] } {
  const faults: PolicyFault[] = [];
  const rules = document.rules.flatMap((rule, index) => {
    const compiled = compileExpression(rule.when, policyFacts);
    if ("predicate" in compiled) return [{ ...rule, holds: compiled.predicate }];
    faults.push({ path: `rules/${index}/when`, message: compiled.error.message });
    return [];
  });
  if (faults.length > 0) return { faults };
  const turn = (rule: Rule) => document.precedence.indexOf(rule.layer);
  return { document, rules: rules.toSorted((one, other) => turn(one) - turn(other)) };
}
