import type { PickedLine, PickProblem, TypedReturn } from "@aftercare/shopper";

/** What a form sends, by name; a field that stands in it several times has several values. */
export type Fields = Readonly<Record<string, unknown>>;

/** The lines that were ticked, with what was said of them; anything that is no number is no line. */
export function pickedIn(fields: Fields): PickedLine[] {
  const lines = valuesOf(fields, "line").map(Number);
  return [...new Set(lines)]
    .filter((line) => Number.isSafeInteger(line) && line > 0)
    .map((line) => ({
      line,
      // Left out where only one piece can go back.
      quantity: Number(textIn(fields, `quantity-${line}`) || 1),
      reason: textIn(fields, `reason-${line}`).slice(0, 120),
    }));
}

/** What was picked before; else the only line there is, since there is nothing to pick from. */
export function pickedOrOnly(
  fields: Fields,
  lines: readonly { readonly line: number; readonly units: number }[],
): PickedLine[] {
  const before = pickedIn(fields);
  const [only, ...others] = lines.filter(({ units }) => units > 0);
  return before.length > 0 || !only || others.length > 0
    ? before
    : [{ line: only.line, quantity: only.units, reason: "" }];
}

/** What is missing of what was picked, as far as it can be told from the order. */
export function problemsOf(
  picked: readonly PickedLine[],
  { lines }: { readonly lines: readonly { readonly line: number; readonly units: number }[] },
): PickProblem[] {
  const left = lines.filter(({ units }) => units > 0);
  const [first] = left;
  if (picked.length === 0) return first ? [{ kind: "nothing", line: first.line }] : [];
  return picked.flatMap(({ line, quantity, reason }): PickProblem[] => {
    const units = left.find((one) => one.line === line)?.units ?? 0;
    const isCount = Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= units;
    return [
      ...(isCount || units === 0 ? [] : [{ kind: "quantity", line, units } as const]),
      ...(reason === "" ? [{ kind: "reason", line } as const] : []),
    ];
  });
}

/** What was chosen and typed on the second page. */
export function typedIn(fields: Fields, picked: readonly PickedLine[]): TypedReturn {
  const [method, resolution, plea] = ["method", "resolution", "plea"].map((name) => textIn(fields, name));
  const details = picked.flatMap(({ line }) => {
    const detail = textIn(fields, `detail-${line}`).slice(0, 2_000);
    return detail === "" ? [] : [[line, detail] as const];
  });
  return {
    ...(method && { method }),
    ...(resolution && { resolution }),
    ...(plea && { plea: plea.slice(0, 2_000) }),
    details: Object.fromEntries(details),
  };
}

/** A field's one value without the blanks around it; "" where it is missing, stands there twice or is a file. */
export function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value.trim() : "";
}

function valuesOf(fields: Fields, name: string): string[] {
  return [fields[name]].flat().filter((value) => typeof value === "string");
}
