/** What a condition may read. */
export interface ConditionFact {
  readonly name: string;
  readonly type: "number" | "text" | "yes-no";
}

/** What could be inserted at the caret, and what it would take the place of. */
export interface Completion {
  /** Of the word that is being typed, in the text. */
  readonly start: number;
  readonly end: number;
  readonly options: readonly CompletionOption[];
}

export interface CompletionOption {
  readonly label: string;
  /** What is written; the caret then stands `back` characters before its end. */
  readonly insert: string;
  readonly back: number;
  /** The fact it names, if it names one. */
  readonly fact?: ConditionFact;
}

const words: readonly CompletionOption[] = ["true", "false"].map((label) => ({ label, insert: label, back: 0 }));
const operators: readonly CompletionOption[] = ["&&", "||", "in"].map((label) => ({
  label,
  insert: `${label} `,
  back: 0,
}));
const textMethods: readonly CompletionOption[] = ["startsWith", "endsWith", "contains"].map((name) => ({
  label: `${name}("…")`,
  insert: `${name}("")`,
  back: 2,
}));

/**
 * What fits at the caret of an expression: facts by their beginning, methods after a text and its dot.
 * @param asked true when the person asked for all there is, without having typed a letter
 */
export function completionAt(
  text: string,
  caret: number,
  facts: readonly ConditionFact[],
  asked = false,
): Completion | undefined {
  const before = text.slice(0, caret);
  if (isInText(before)) return undefined;
  const [word = ""] = /[A-Za-z_][A-Za-z0-9_]*$/.exec(before) ?? [];
  const start = caret - word.length;
  const end = caret + (/^[A-Za-z0-9_]*/.exec(text.slice(caret))?.[0].length ?? 0);
  const [, owner] = /([A-Za-z_][A-Za-z0-9_]*)\.$/.exec(text.slice(0, start)) ?? [];
  const fits = ({ label }: CompletionOption) =>
    label.toLowerCase().includes(word.toLowerCase()) && label !== text.slice(start, end);
  if (owner !== undefined) {
    const isText = facts.some(({ name, type }) => name === owner && type === "text");
    return isText ? answer(start, end, textMethods.filter(fits)) : undefined;
  }
  if (word === "" && !asked) return undefined;
  const named = facts.map((fact): CompletionOption => ({ label: fact.name, insert: fact.name, back: 0, fact }));
  // What begins as typed comes before what holds it somewhere.
  const ranked = [...named, ...words, ...(word === "" ? operators : [])]
    .filter(fits)
    .toSorted((a, b) => Number(b.label.startsWith(word)) - Number(a.label.startsWith(word)));
  return answer(start, end, ranked);
}

function answer(start: number, end: number, options: readonly CompletionOption[]): Completion | undefined {
  return options.length === 0 ? undefined : { start, end, options };
}

/** Whether a text ends within a string that is still open. */
function isInText(before: string): boolean {
  let open = "";
  for (let i = 0; i < before.length; i++) {
    const character = before[i]!;
    if (open !== "" && character === "\\") i++;
    else if (open === "" ? character === '"' || character === "'" : character === open)
      open = open === "" ? character : "";
  }
  return open !== "";
}
