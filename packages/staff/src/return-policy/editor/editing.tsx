import { createContext, useContext } from "react";
import type { ConditionFact } from "../../conditions/index.ts";
import type { PolicyFault } from "../policy-types.ts";
import { usePolicyWords } from "../policy-words.ts";

interface Editing {
  readonly currency: string;
  /** What conditions may read. */
  readonly facts: readonly ConditionFact[];
  /** By their paths; the first fault of a field is the one to mend first. */
  readonly faults: ReadonlyMap<string, PolicyFault>;
}

/** In which sums are written, what conditions may read, and what is wrong with the draft. */
export const EditingContext = createContext<Editing>({ currency: "EUR", facts: [], faults: new Map() });

/** The address of a field on the page, by its path in the document. */
export function fieldId(path: string): string {
  return `policy-${path.replaceAll("/", "-")}`;
}

/** What every field of the editor carries: its address, its words, and what is wrong with it. */
export function useField(path: string) {
  const { currency, facts, faults } = useContext(EditingContext);
  const words = usePolicyWords(currency);
  const fault = faults.get(path);
  const label = words.own(path.split("/").at(-1) ?? path);
  return { id: fieldId(path), label, fault, error: fault && words.fault(fault), currency, facts };
}
