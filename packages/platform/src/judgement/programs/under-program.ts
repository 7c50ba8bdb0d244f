import { type ActionTerms, isAboutOrder } from "../../facts/actions/index.ts";
import { type ActionCost, costOf } from "./action-cost.ts";
import { compileExpression, type Predicate } from "./expression.ts";
import { withinGuardrails } from "./guardrails.ts";
import type { GoalWeights, ProgramDocument } from "./program.schema.ts";
import type { Asked, Circumstances, FactDeclaration } from "./shopper-case.ts";

/** A program made ready to be asked: its expressions compiled once. */
export interface ReadyProgram {
  readonly document: ProgramDocument;
  readonly audience: Predicate;
  readonly eligible: readonly Predicate[];
  /** Store key to region. */
  readonly regionOf: ReadonlyMap<string, string>;
}

const everyone: Predicate = () => true;

/** @throws Error where an expression does not compile: a document that was never checked */
export function readyProgram(document: ProgramDocument, facts: readonly FactDeclaration[]): ReadyProgram {
  const compiled = (text: string | undefined): Predicate => {
    if (text === undefined) return everyone;
    const found = compileExpression(text, facts);
    if ("error" in found) throw new Error(`program ${document.name}: ${text}: ${found.error.message}`);
    return found.predicate;
  };
  return {
    document,
    audience: compiled(document.audience),
    eligible: document.actions.map((action) => compiled(action.eligible)),
    regionOf: regionsOf(document),
  };
}

/** Store key to region. */
export function regionsOf({ regions }: ProgramDocument): ReadonlyMap<string, string> {
  return new Map(regions.flatMap(({ name, stores }) => stores.map((store) => [store, name] as const)));
}

/** The stock codes that a program's actions name. */
export function skusNamed({ actions }: ProgramDocument): string[] {
  return actions.flatMap(({ terms }) => ("skus" in terms ? (terms.skus ?? []) : "sku" in terms ? [terms.sku] : []));
}

/** Whether a program decides about this shopper: its currency, and its audience. */
export function concerns({ document, audience }: ReadyProgram, { currency, facts }: Asked): boolean {
  return (document.currency === undefined || document.currency === currency) && audience(facts);
}

/** An action as it stands for one shopper. */
export interface StandingAction {
  readonly id: string;
  /** Absent for `none`. */
  readonly terms?: ActionTerms;
  readonly cost: ActionCost;
  /** A key under `reasons.ineligible.`; absent when it may be chosen. */
  readonly ineligibleBecause?: string;
}

const none: StandingAction = { id: "none", cost: { discountRate: 0, onOutcome: 0, atOnce: 0, savedShare: 0 } };

/** Every action of a program for one shopper, `none` first: what it costs, and whether it may be taken. */
export function standingActions(
  { document, eligible }: ReadyProgram,
  asked: Asked,
  circumstances: Circumstances,
): StandingAction[] {
  const actions = document.actions.map(({ id, terms, contact }, i): StandingAction => {
    const basic = costOf(terms, asked);
    const cost = { ...basic, atOnce: basic.atOnce + contact };
    const allowed = eligible[i]?.(asked.facts)
      ? (impossible(terms, asked) ?? withinGuardrails(terms, basic, asked, document.guardrails, circumstances))
      : "reasons.ineligible.program";
    return { id, terms, cost, ...(allowed !== true && { ineligibleBecause: allowed }) };
  });
  return [none, ...actions];
}

/** Why something cannot be done for a subject, whatever any program says; undefined where it can. */
function impossible(terms: ActionTerms, asked: Pick<Asked, "order" | "returning" | "impossible">): string | undefined {
  if (isAboutOrder(terms) && !asked.order) return "reasons.ineligible.no-order";
  if (terms.kind === "recommend") {
    const resolution = asked.returning?.[terms.resolution];
    if (!resolution) return "reasons.ineligible.not-granted";
    if (resolution.isOutOfStock) return "reasons.ineligible.out-of-stock";
  }
  return asked.impossible?.[terms.kind];
}

/** What outcomes are worth for a shopper of this store. Where there is none, nothing is bought on the way out of it. */
export function weightsFor(
  { document, regionOf }: Pick<ReadyProgram, "document" | "regionOf">,
  storeKey: string | undefined,
): GoalWeights {
  const region = storeKey === undefined ? undefined : regionOf.get(storeKey);
  const weights = document.goal.regions.find((each) => each.region === region)?.weights ?? document.goal.weights;
  return storeKey === undefined ? { ...weights, sameVisit: 0 } : weights;
}
