import { useTexts } from "../language/index.ts";

interface NamedFault {
  /** Where it stands in the document. */
  readonly path: string;
  /** The check's own sentence. */
  readonly message: string;
  readonly isCondition: boolean;
}

/** What is wrong with a document, in the reader's language as far as it is a common mistake. */
export function useFaultText() {
  const { t } = useTexts();
  /** @param shown a bound as it is written where the fault is */
  return ({ path, message, isCondition }: NamedFault, shown: (bound: number) => string): string => {
    for (const [pattern, key] of commonFaults) {
      const found = pattern.exec(message);
      if (!found) continue;
      const [, what = ""] = found;
      const bound = what !== "" && Number.isFinite(Number(what)) ? shown(Number(what)) : what;
      return t(`programs.fault.${key === "slug" && path === "currency" ? "currency-code" : key}`, { what: bound });
    }
    // What is left of the language of conditions is rare, and its sentences are in English.
    return isCondition ? t("programs.fault.unreadable") : message;
  };
}

/** The checks' own sentences, which are written for developers, and what a merchandiser reads in their place. */
const commonFaults: readonly (readonly [RegExp, string])[] = [
  [/received (?:undefined|null)|expected string to have >=1 char/, "needed"],
  [/expected array to have >=(\d+) items/, "more-entries"],
  [/expected (?:number|int) to be >=\s?([\d.]+)/, "at-least"],
  [/expected (?:number|int) to be >\s?([\d.]+)/, "above"],
  [/expected (?:number|int) to be <=\s?([\d.]+)/, "at-most"],
  [/expected int, received number/, "whole-number"],
  [/must match pattern|lower-case words/, "slug"],
  [/expected 0 or more/, "not-negative"],
  [/a name of its own/, "names-of-their-own"],
  [/^(\S+) is there twice/, "twice"],
  [/^none is an action/, "none-id"],
  [/names a sum$/, "currency-needed"],
  [/^this goal counts nothing/, "no-goal"],
  [/^the regions' parts add up/, "parts-too-large"],
  [/^store (\S+) already belongs/, "store-twice"],
  [/above the guardrail/, "above-guardrail"],
  [/^[Uu]nknown variable:? '?"?(\w+)/, "unknown-fact"],
  [/true or false is needed/, "not-a-condition"],
  [/no such overload|requires bool operands|no matching overload/, "wrong-types"],
  [/Unexpected token: EOF|got EOF/, "unfinished"],
  [/^Expected \w+, got/, "missing-sign"],
  [/^Unterminated|^Newlines not allowed/, "unclosed"],
  [/^Invalid (?:hex )?(?:number|integer|exponent)/, "no-number"],
  [/^Reserved identifier: (\w+)/, "reserved"],
  [/^Exceeded/, "too-long"],
  [/^Cannot index|must have the same type/, "wrong-types"],
  [/^Unexpected \w+: (\S+)/, "unexpected"],
  [/matches is not offered/, "no-patterns"],
  [/^nothing sends messages/, "no-sender"],
];
