import { narrowIssues } from "../../foundation/contracts/index.ts";
import { compileExpression, type Predicate } from "../programs/index.ts";
import { PolicyDocument, type Rule } from "./policy.schema.ts";
import { policyFacts } from "./policy-facts.ts";

/** Where a document cannot be used, by its path, and why. */
export interface PolicyFault {
  readonly path: string;
  readonly message: string;
  /** In a condition: from and to which character. */
  readonly at?: { readonly start: number; readonly end: number };
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
    const compiled = compileCondition(rule.when, index);
    if ("holds" in compiled) return [{ ...rule, ...compiled }];
    faults.push(compiled);
    return [];
  });
  if (faults.length > 0) return { faults };
  const turn = (rule: Rule) => document.precedence.indexOf(rule.layer);
  return { document, rules: rules.toSorted((one, other) => turn(one) - turn(other)) };
}

/**
 * Everything that keeps a document of unknown shape from being published, all at once: what is missing or of the wrong kind, and every condition
 * that makes no sense.
 */
export function faultsOf(given: unknown): readonly PolicyFault[] {
  const parsed = PolicyDocument.safeParse(given);
  const issues = narrowIssues(parsed.error?.issues ?? []);
  const shape = issues.map(({ path, message }) => ({ path: path.join("/"), message }));
  return [...shape, ...conditionFaults(given)];
}

function conditionFaults(given: unknown): PolicyFault[] {
  const rules: unknown = (given as { rules?: unknown } | null | undefined)?.rules;
  if (!Array.isArray(rules)) return [];
  return rules.flatMap((rule: unknown, index) => {
    const when: unknown = (rule as { when?: unknown } | null)?.when;
    if (typeof when !== "string" || when.trim() === "") return [];
    const compiled = compileCondition(when, index);
    return "holds" in compiled ? [] : [compiled];
  });
}

function compileCondition(when: string, index: number): { readonly holds: Predicate } | PolicyFault {
  const compiled = compileExpression(when, policyFacts);
  if ("predicate" in compiled) return { holds: compiled.predicate };
  const { message, start, end } = compiled.error;
  return { path: `rules/${index}/when`, message, at: { start, end } };
}
