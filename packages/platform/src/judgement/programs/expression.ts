import { type ASTNode, Environment, type ParseError } from "@marcbachmann/cel-js";
import type { FactDeclaration, Facts } from "./shopper-case.ts";

/** Where an expression is wrong, as places in its text, and why. */
export interface ExpressionError {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** An expression that has passed the check. */
export type Predicate = (facts: Facts) => boolean;

const celTypes = { number: "double", text: "string", "yes-no": "bool" } as const;

/** Deep enough for what a person writes; an expression must not cost more than the decision it is part of. */
const limits = { maxAstNodes: 300, maxDepth: 30, maxListElements: 200, maxMapEntries: 0, maxCallArguments: 8 };

/**
 * Checks an eligibility expression (Common Expression Language, cel.dev) against the facts it may read.
 * Numbers are doubles: `orders >= 3` and `2.0 * orders > 5.0` are right, `2 * orders` is not.
 */
export function compileExpression(
  text: string,
  facts: readonly FactDeclaration[],
): { readonly predicate: Predicate } | { readonly error: ExpressionError } {
  const environment = environmentOf(facts);
  try {
    const { valid, type, error } = environment.check(text);
    if (!valid) return { error: placed(text, error) };
    if (type !== "bool")
      return { error: { ...whole(text), message: `answers ${type ?? "nothing"}; true or false is needed` } };
    const parsed = environment.parse(text);
    const pattern = findCall(parsed.ast, "matches");
    // A pattern can take years on a text of thirty letters.
    if (pattern)
      return { error: { ...pattern, message: "matches is not offered; use startsWith, endsWith, contains or in" } };
    return { predicate: (values) => parsed({ ...values }) === true };
  } catch (error) {
    return { error: placed(text, error) };
  }
}

/** The facts that an expression reads; of one that is no expression none. */
export function factsNamed(text: string, facts: readonly FactDeclaration[]): string[] {
  const named = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) walk(each);
    else if (isNode(node) && node.op === "id") named.add(node.args);
    else if (isNode(node)) walk(node.args);
  };
  try {
    walk(environmentOf(facts).parse(text).ast);
  } catch {
    return [];
  }
  return facts.map(({ name }) => name).filter((name) => named.has(name));
}

function environmentOf(facts: readonly FactDeclaration[]): Environment {
  const environment = new Environment({ limits });
  for (const { name, type } of facts) environment.registerVariable(name, celTypes[type]);
  return environment;
}

function placed(text: string, error: unknown): ExpressionError {
  const known = error as Partial<ParseError> | undefined;
  const message = known?.summary ?? (error instanceof Error ? error.message : String(error));
  return { ...(known?.range ?? whole(text)), message };
}

function whole(text: string): { start: number; end: number } {
  return { start: 0, end: text.length };
}

function findCall(node: unknown, name: string): { start: number; end: number } | undefined {
  if (Array.isArray(node)) return node.map((each) => findCall(each, name)).find((found) => found !== undefined);
  if (!isNode(node)) return undefined;
  if ((node.op === "call" || node.op === "rcall") && node.args[0] === name) return node.range;
  return findCall(node.args, name);
}

function isNode(node: unknown): node is ASTNode {
  return typeof node === "object" && node !== null && "op" in node && "args" in node;
}
