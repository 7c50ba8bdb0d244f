import type { Locale } from "@aftercare/messages";
import { translator } from "@aftercare/messages";
import type { Problem } from "../../foundation/problems/index.ts";

/** RFC 9457, with the offending fields and the parameters of the sentence for programs. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly fields?: readonly { field: string; message: string }[];
  readonly params?: Readonly<Record<string, string | number>>;
}

/** The document that a caller sees, in words of their language. */
export function problemDocument(problem: Problem, locale: Locale): ProblemDocument {
  const { t } = translator(locale, "problems");
  return {
    type: `/problems/${problem.type}`,
    title: t(`problems.${problem.type}.title`, problem.params),
    status: problem.status,
    detail: t(`problems.${problem.type}.detail`, problem.params),
    ...(problem.fields.length > 0 ? { fields: problem.fields } : {}),
    ...(Object.keys(problem.params).length > 0 ? { params: problem.params } : {}),
  };
}
