import type { Locale } from "@aftercare/messages";
import { z } from "zod";
import { narrowIssues } from "../contracts/index.ts";
import { badInput } from "../problems/index.ts";

const wordings = {
  en: z.locales.en().localeError,
  de: z.locales.de().localeError,
  nl: z.locales.nl().localeError,
  zh: z.locales.zhCN().localeError,
} as const satisfies Record<Locale, z.core.$ZodErrorMap>;

/** More than this many complaints help nobody and would let a small request cause a large answer. */
const mostFields = 20;

/** @throws bad-input (400) that names every offending field, in the caller's language. */
export function readInput<Schema extends z.ZodType>(schema: Schema, raw: unknown, locale: Locale): z.output<Schema> {
  const field = fieldWithNul(raw, 0);
  if (field !== undefined) throw badInput({ field, reason: "U+0000" }, { fields: [{ field, message: "U+0000" }] });
  const result = schema.safeParse(raw, { error: wordings[locale] });
  if (result.success) return result.data;
  const fields = narrowIssues(result.error.issues)
    .slice(0, mostFields)
    .map((issue) => ({ field: issue.path.map(String).join("/"), message: issue.message }));
  throw badInput({ field: fields[0]?.field || "body", reason: fields[0]?.message ?? "" }, { fields });
}

/** PostgreSQL text holds every character but NUL. Answers the path of the first value that has one. */
function fieldWithNul(value: unknown, depth: number): string | undefined {
  if (typeof value === "string") return value.includes("\u0000") ? "" : undefined;
  if (typeof value !== "object" || value === null || depth > 12) return undefined;
  for (const [name, part] of Object.entries(value)) {
    const inner = fieldWithNul(part, depth + 1);
    if (inner !== undefined) return inner === "" ? name : `${name}/${inner}`;
  }
  return undefined;
}
