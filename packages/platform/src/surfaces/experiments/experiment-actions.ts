import { plainValue } from "@aftercare/evaluation/features";
import { isMissing } from "@aftercare/evaluation/tables";
import type { ExperimentAction } from "../../judgement/experiments/index.ts";
import { faultIn } from "../files/index.ts";
import type { ExperimentRequest } from "./experiment-request.ts";

/** Actions of a program, beside doing nothing. */
const mostActions = 20;
/** An action with fewer rows teaches nothing. */
const leastRows = 20;

/** What was done, and to which row. */
export interface ReadActions {
  /** The control first. */
  readonly actions: readonly ExperimentAction[];
  /** For each row the position of its action; -1 where the cell is empty. */
  readonly taken: Int32Array;
}

/**
 * Tells the actions by the values of their column, in the order of the values.
 * @throws bad-input naming the option or the column
 */
export function readActions(request: ExperimentRequest, column: string, cells: readonly string[]): ReadActions {
  const control = plainValue(request.control);
  // What was not done is often called "none" or "-", which elsewhere mean that nothing is known.
  const given = cells.map((cell) => {
    const value = plainValue(cell);
    return same(value, control) ? control : isMissing(cell) ? undefined : value;
  });
  const counts = new Map<string, number>();
  for (const value of given) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  const found = [...counts.keys()].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  const listed = found.slice(0, 12).join(", ");
  if (!counts.has(control))
    throw faultIn("--control", `column ${column} never is "${request.control}"; it is ${listed}`);
  const others = found.filter((value) => value !== control);
  if (others.length === 0)
    throw faultIn("--action", `column ${column} is nothing but "${request.control}"; another value is needed`);
  if (others.length > mostActions)
    throw faultIn(
      "--action",
      `column ${column} has ${found.length} values (${listed} …); at most ${mostActions} beside the control can be actions`,
    );
  const seldom = found.find((value) => counts.get(value)! < leastRows);
  if (seldom !== undefined)
    throw faultIn(
      "--action",
      `column ${column} is "${seldom}" in ${counts.get(seldom)} rows; ${leastRows} are needed, or take these rows out of the file`,
    );
  const ids = idsOf(others);
  const unknown = [...request.costs.keys()].find(
    (name) => ![...found, ...ids, "none"].some((each) => same(each, name)),
  );
  if (unknown !== undefined) throw faultIn("--cost", `there is no action "${unknown}"; there are ${listed}`);
  const costOf = (...names: readonly string[]) =>
    [...request.costs].find(([named]) => names.some((name) => same(name, named)))?.[1] ?? 0;
  const places = new Map([control, ...others].map((value, place) => [value, place]));
  return {
    actions: [
      { id: "none", about: control, contact: costOf(control, "none") },
      ...others.map((value, k) => ({ id: ids[k]!, about: value.slice(0, 120), contact: costOf(value, ids[k]!) })),
    ],
    taken: Int32Array.from(given, (value) => (value === undefined ? -1 : places.get(value)!)),
  };
}

/** "Mens E-Mail" → "mens-e-mail"; what has no letter of the Latin alphabet is numbered, and so is what would be there twice. */
function idsOf(values: readonly string[]): string[] {
  const ids: string[] = [];
  for (const [k, value] of values.entries()) {
    const slug = slugOf(value).slice(0, 50).replace(/-$/, "");
    const id = slug === "" || slug === "none" ? `action-${k + 1}` : slug;
    ids.push(ids.includes(id) ? `${id}-${k + 1}` : id);
  }
  return ids;
}

/** Lower-case words with hyphens. */
export function slugOf(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === plainValue(other).toLowerCase();
}
