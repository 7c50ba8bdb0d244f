import { type Locale, translator } from "@aftercare/messages";
import { minorDigits } from "../../foundation/money/index.ts";
import type { AdverseDecisionTable, LessThanUsual } from "../../judgement/fairness/index.ts";

export type Adverse = Pick<AdverseDecisionTable, "kind" | "currency" | "reasons" | "decided_by" | "because"> & {
  readonly outcome: readonly LessThanUsual[];
  readonly data: readonly { readonly name: string; readonly value: string | number }[];
};

interface Explained {
  readonly title: string;
  readonly outcome: string[];
  readonly why: string[];
  readonly data: { name: string; value: string }[];
}

/**
 * What was decided, why, and by which data, in the reader's language; a handle that is newer than the texts is shown as it is. What a person decided is
 * told in that person's words.
 */
export function explain(adverse: Adverse, locale: Locale): Explained {
  const { kind, currency, outcome, reasons, data, decided_by: person, because } = adverse;
  const words = translator(locale);
  const { t, has } = words;
  const named = (area: string, handle: string) => (has(`${area}.${handle}`) ? t(`${area}.${handle}`) : handle);
  const shown = (what: string, value: LessThanUsual["usual"]): string => {
    if (typeof value === "object") return value.map((each) => named(lists[what] ?? "", each)).join(", ");
    if (typeof value === "string") return named("return-policy.timing", value);
    if (what === "windowDays") return t("common.days", { count: value });
    if (what === "logisticsFee") return words.money({ amount: value, currency });
    return words.percent(value / 100);
  };
  const used = (name: string, value: string | number): string => {
    if (typeof value === "string") return named("return-policy.segment", value);
    if (name.endsWith("-amount"))
      return words.money({ amount: Math.round(value * 10 ** minorDigits(currency)), currency });
    return name.endsWith("-rate") || name.endsWith("-share") ? words.percent(value) : words.number(value);
  };
  return {
    title: t(`appeals.kind.${kind}`),
    outcome: [
      ...(person === null ? [] : [t(`appeals.outcome.${kind}`)]),
      ...outcome.map(({ what, usual, granted }) =>
        t(`appeals.outcome.${what.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, {
          ...{ usual: shown(what, usual), granted: shown(what, granted) },
        }),
      ),
    ],
    why: [
      ...reasons.map((reason) => (has(`appeals.reason.${reason}`) ? t(`appeals.reason.${reason}`) : reason)),
      ...(because === null ? [] : [because]),
    ],
    data: data.map(({ name, value }) => ({ name: named("appeals.data", name), value: used(name, value) })),
  };
}

const lists: Readonly<Record<string, string>> = {
  methods: "return-policy.method",
  resolutions: "return-policy.resolution",
};
