import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Fault, Moment, ProgramDocument } from "../program-types.ts";
import { useProgramWords } from "../program-words.ts";
import type { NumberPath, ProgramDraft } from "./draft.ts";

interface Editing {
  readonly draft: ProgramDraft;
  readonly change: (change: Partial<ProgramDraft>) => void;
  readonly moment: Moment;
  /** In which sums are shown: the program's, or the retailer's as long as the program names none. */
  readonly currency: string;
  /** What decides now; undefined before the first publication. */
  readonly published: ProgramDocument | undefined;
  readonly faults: ReadonlyMap<string, Fault>;
}

const EditingContext = createContext<Editing | undefined>(undefined);

interface EditingProviderProps extends Omit<Editing, "faults"> {
  readonly faults: readonly Fault[];
  readonly children: ReactNode;
}

/** The draft that the fields below show and change, and what is wrong with it. */
export function EditingProvider({
  draft,
  change,
  moment,
  currency,
  published,
  faults,
  children,
}: EditingProviderProps) {
  const editing = useMemo(
    // The first fault of a field is the one to mend first.
    () => ({
      draft,
      change,
      moment,
      currency,
      published,
      faults: new Map(faults.toReversed().map((fault) => [fault.field, fault])),
    }),
    [draft, change, moment, currency, published, faults],
  );
  return <EditingContext value={editing}>{children}</EditingContext>;
}

export function useEditing() {
  const editing = useContext(EditingContext);
  if (editing === undefined) throw new Error("useEditing stands outside EditingProvider");
  const { draft, change } = editing;
  return {
    ...editing,
    setNumber: (path: NumberPath, value: number | undefined) =>
      change({ numbers: { ...draft.numbers, [path]: value } }),
  };
}

/** The address of a field on the page, by its path in the document. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll("/", "-")}`;
}

/** What every field of the editor carries: its address, and what is wrong with it. */
export function useField(path: string) {
  const { faults, currency } = useEditing();
  const words = useProgramWords(currency);
  const fault = faults.get(path);
  return { id: fieldId(path), fault, error: fault === undefined ? undefined : words.fault(fault) };
}
