/** A value of JSON. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export interface Change {
  readonly field: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** What the entries of a program's lists are called by: actions by `id`, regions by `name`, and their parts by `region`. */
const names = ["id", "name", "region"] as const;

/**
 * Every place where two documents differ, as paths. A list whose entries have names is compared by them, so that taking out the first
 * does not read as a change of all; the names in their new order stand for a change of order. Other lists are compared by position.
 */
export function changesBetween(before: unknown, after: unknown, field = ""): Change[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, now] = [byName(before), byName(after)];
    if (old && now) return [...changesIn(old, now, field), ...changeOfOrder([...old.keys()], [...now.keys()], field)];
  }
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after)) {
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    return [changeOf(field, before, after)];
  }
  return changesIn(new Map(Object.entries(before)), new Map(Object.entries(after)), field);
}

function changesIn(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>, field: string): Change[] {
  const all = [...new Set([...before.keys(), ...after.keys()])];
  return all.flatMap((name) =>
    changesBetween(before.get(name), after.get(name), field === "" ? name : `${field}/${name}`),
  );
}

/** What both have, in another order. */
function changeOfOrder(before: readonly string[], after: readonly string[], field: string): Change[] {
  const [old, now] = [before.filter((name) => after.includes(name)), after.filter((name) => before.includes(name))];
  return old.every((name, place) => name === now[place]) ? [] : [changeOf(field, old, now)];
}

function changeOf(field: string, before: unknown, after: unknown): Change {
  return {
    field,
    ...(before !== undefined && { before: before as Json }),
    ...(after !== undefined && { after: after as Json }),
  };
}

/** The entries of a list by their names; undefined where some have none, or two the same. */
function byName(list: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  if (list.length === 0) return new Map();
  const by = names.find((name) => list.every((each) => isBranch(each) && typeof valueAt(each, name) === "string"));
  if (by === undefined) return undefined;
  const entries = new Map(list.map((each) => [valueAt(each as object, by) as string, each]));
  return entries.size === list.length ? entries : undefined;
}

function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function valueAt(branch: object, name: string): unknown {
  return Object.hasOwn(branch, name) ? (branch as Record<string, unknown>)[name] : undefined;
}
