import { type Locale, translator } from "@aftercare/messages";
import type { ProgramDocument } from "../../judgement/programs/index.ts";
import { type Applied, type Comparison, type FileFault, isInForce, type Preview } from "../program-files/index.ts";

type Trial = Preview["drafted"];

/** What the command line says about programs in files. */
export function programReport(locale: Locale) {
  const texts = translator(locale, "program-files");
  const { t } = texts;

  const within = (key: string, values: Record<string, string | number>) => `  ${t(key, values)}`;

  const changed = ({ changes, version }: Pick<Comparison, "changes" | "version">) =>
    version === 0 ? [] : changes.map(({ field, before, after }) => `  ${field}: ${shown(before)} → ${shown(after)}`);

  const standing = (file: string, { name }: ProgramDocument, comparison: Comparison): string[] => {
    const { version, retired, draft } = comparison;
    const key = isInForce(comparison) ? "in-force" : version === 0 ? "new" : retired ? "retired" : "differs";
    return [
      t(`program-files.standing.${key}`, { file, name, version }),
      ...changed(comparison),
      ...(draft?.same === false
        ? [
            within("program-files.other-draft", {
              by: draft.savedByName ?? draft.savedBy,
              when: texts.dateTime(new Date(draft.savedAt)),
            }),
          ]
        : []),
    ];
  };

  const trial = (key: "now" | "then", { subjects, concerned, cost, actions }: Trial, document: ProgramDocument) => {
    const { currency } = document;
    const money =
      currency === undefined ? texts.number(Math.round(cost)) : texts.money({ amount: Math.round(cost), currency });
    return [
      within(`program-files.trial.${key}`, { subjects, concerned, cost: money }),
      ...(subjects === 0 ? [] : actions).map(
        ({ action, eligible, best }) => `    ${t("program-files.trial.action", { action, eligible, best })}`,
      ),
    ];
  };

  const preview = (document: ProgramDocument, { standing: now, drafted }: Preview) => [
    ...(now ? trial("now", now, document) : []),
    ...trial("then", drafted, document),
  ];

  return {
    /** One line: place, part, reason. */
    fault({ file, line, column, key, field, message }: FileFault): string {
      const place = [file, line, column].filter((part) => part !== undefined).join(":");
      const reason = key === undefined ? message : t(`program-files.fault.${key}`, { what: message });
      return [place, field, reason].filter((part) => part !== undefined && part !== "").join(": ");
    },

    comparison: (file: string, document: ProgramDocument, comparison: Comparison): string =>
      standing(file, document, comparison).join("\n"),

    applied(file: string, document: ProgramDocument, applied: Applied): string {
      const { name } = document;
      if (applied.outcome === "published")
        return [
          ...preview(document, applied.preview),
          t("program-files.published", { file, name, version: applied.version }),
        ].join("\n");
      const { comparison, outcome } = applied;
      const head = standing(file, document, comparison);
      if (outcome === "in-force") return head.join("\n");
      if (outcome === "other-draft") return [...head, within("program-files.replace", {})].join("\n");
      return [
        ...head,
        ...preview(document, applied.preview),
        within(`program-files.${outcome}`, { name, version: comparison.version }),
      ].join("\n");
    },
  };
}

function shown(value: unknown): string {
  return value === undefined ? "–" : JSON.stringify(value);
}
