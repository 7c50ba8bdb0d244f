/** A value of JSON. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export interface Change {
  readonly field: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** Every place where two documents differ, as paths. Lists are compared by position: order matters in a program. */
export function changesBetween(before: unknown, after: unknown, field = ""): Change[] {
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after)) {
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    return [
      {
        field,
        ...(before !== undefined && { before: before as Json }),
        ...(after !== undefined && { after: after as Json }),
      },
    ];
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) =>
    changesBetween(valueAt(before, name), valueAt(after, name), field === "" ? name : `${field}/${name}`),
  );
}

function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function valueAt(branch: object, name: string): unknown {
  return Object.hasOwn(branch, name) ? (branch as Record<string, unknown>)[name] : undefined;
}
