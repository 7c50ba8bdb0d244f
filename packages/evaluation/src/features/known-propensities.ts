import { type CsvTable, textColumn } from "../tables/table.ts";
import { isPropensityName } from "./left-out-by-name.ts";

/**
 * The propensities that a table states: columns named as propensities that end in the arms' values, as `propB_0`, `propB_1` …, one an arm.
 * They are believed only where they are probabilities that sum to 1 and agree with the treatments seen: a log often holds those of
 * another design, too.
 * @returns rows × arms, each row divided by its sum
 */
export function knownPropensities(
  table: CsvTable,
  arms: readonly string[],
  treatment: Uint8Array,
): { readonly names: readonly string[]; readonly values: Float64Array } | undefined {
  const stated = table.columns.filter(isPropensityName);
  const first = arms[0]!;
  for (const name of stated) {
    if (!name.endsWith(first)) continue;
    const stem = name.slice(0, name.length - first.length);
    const names = arms.map((arm) => stem + arm);
    if (stem === "" || names.some((each) => !stated.includes(each))) continue;
    const family = stated.filter((each) => each.startsWith(stem));
    const values = whole(table, names, family.length === arms.length);
    if (values && agrees(values, arms.length, treatment)) return { names, values };
  }
  return undefined;
}

/** `all`: whether these are all columns of their family; of two arms among several the propensities sum to less than 1. */
function whole(table: CsvTable, names: readonly string[], all: boolean): Float64Array | undefined {
  const columns = names.map((name) => textColumn(table, name).map(Number));
  const values = new Float64Array(table.rows.length * names.length);
  for (let i = 0; i < table.rows.length; i++) {
    const row = columns.map((column) => column[i]!);
    const sum = row.reduce((total, each) => total + each, 0);
    if (row.some((p) => !(p > 0 && p < 1)) || sum > 1.001 || (all && sum < 0.999)) return undefined;
    for (const [a, p] of row.entries()) values[i * names.length + a] = p / sum;
  }
  return values;
}

/** Each arm is taken as often as stated, and no less or more often where it is stated to be likelier: within four standard errors. */
function agrees(values: Float64Array, arms: number, treatment: Uint8Array): boolean {
  for (let a = 0; a < arms; a++) {
    for (const weigh of [() => 1, (p: number) => p, (p: number) => 1 / p]) {
      let off = 0;
      let variance = 0;
      for (let i = 0; i < treatment.length; i++) {
        const p = values[i * arms + a]!;
        const weight = weigh(p);
        off += weight * (Number(treatment[i] === a) - p);
        variance += weight * weight * p * (1 - p);
      }
      if (Math.abs(off) > 4 * Math.sqrt(variance)) return false;
    }
  }
  return true;
}
