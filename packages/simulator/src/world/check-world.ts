import { factorOfCorrelations } from "./correlated-traits.ts";
import { type World, worldTraits } from "./world.ts";
import { WorldError } from "./world-error.ts";
import { type WorldRule, worldRules } from "./world-rules.ts";

/**
 * Refuses a world that cannot be played, whether written in code or read from JSON.
 * @throws WorldError naming the parameter by its path: missing, unknown, out of its range, or at odds with another
 */
export function checkWorld(world: World): void {
  const rules = new Map(worldRules.map((rule) => [rule.path, rule]));
  checkParts(world, "", "", rules);
  checkSumOfShares("regions", world.regions);
  checkSumOfShares("returns.reasons", world.returns.reasons);
  checkDistinct("regions", world.regions);
  checkDistinct("returns.reasons", world.returns.reasons);
  checkDistinct("actions", world.actions);
  checkActions(world);
  if (world.joining.before + world.joining.during > 1)
    throw new WorldError("joining.during", "with joining.before is more than 1; lower one of the two");
  world.points.tiersFrom.forEach((from, i) => {
    if (i > 0 && from <= world.points.tiersFrom[i - 1]!)
      throw new WorldError(`points.tiersFrom.${i}`, `is ${from}, not above the tier before it; tiers ascend`);
  });
  factorOfCorrelations(world.correlations);
}

function checkActions({ actions, horizonDays, drift }: World): void {
  const { discount, pointsCost, contact, effect, basket, returns } = actions[0]!;
  for (const [parameter, value] of numbersIn({ discount, pointsCost, contact, effect, basket, returns }, "actions.0"))
    if (value !== 0)
      throw new WorldError(
        parameter,
        `is ${value}; the first action is to do nothing, so it costs and moves nothing (0)`,
      );
  actions.forEach(({ validDays }, a) => {
    if (validDays > horizonDays)
      throw new WorldError(`actions.${a}.validDays`, `is ${validDays}, beyond horizonDays (${horizonDays})`);
  });
  const factors = drift.shift?.effectFactors.length ?? actions.length;
  if (factors !== actions.length)
    throw new WorldError(
      "drift.shift.effectFactors",
      `has ${factors} entries for ${actions.length} actions; one each is needed`,
    );
}

/** Walks the tree along the rules; `path` has the numbers of entries, `pattern` a star for each. */
function checkParts(value: unknown, path: string, pattern: string, rules: ReadonlyMap<string, WorldRule>): void {
  if (Array.isArray(value)) {
    for (const [i, entry] of value.entries()) checkEntry(entry, `${path}.${i}`, `${pattern}.*`, rules);
    return;
  }
  if (!isRecord(value)) throw new WorldError(path || "world", `is ${shown(value)}; an object of parameters is needed`);
  const prefix = pattern === "" ? "" : `${pattern}.`;
  const known = [...rules.keys()]
    .filter((each) => each.startsWith(prefix) && !each.slice(prefix.length).includes("."))
    .map((each) => each.slice(prefix.length));
  const place = path === "" ? "" : `${path}.`;
  for (const key of Object.keys(value))
    if (!known.includes(key)) throw new WorldError(place + key, `is no parameter; known here are ${known.join(", ")}`);
  for (const key of known) checkEntry(value[key], place + key, prefix + key, rules);
}

function checkEntry(value: unknown, path: string, pattern: string, rules: ReadonlyMap<string, WorldRule>): void {
  const rule = rules.get(pattern)!;
  if (rule.is === "part") {
    if (value === null && rule.orNull) return;
    checkParts(value, path, pattern, rules);
  } else if (rule.is === "list") {
    if (!Array.isArray(value) || value.length < rule.from || value.length > rule.to)
      throw new WorldError(path, `${lengthOf(value)}; a list of ${rule.from} to ${rule.to} entries is needed`);
    checkParts(value, path, pattern, rules);
  } else if (rule.is === "text") {
    if (typeof value !== "string" || value === "") throw new WorldError(path, `is ${shown(value)}; a text is needed`);
  } else if (rule.is === "trait") {
    if (!worldTraits.some((trait) => trait === value))
      throw new WorldError(path, `is ${shown(value)}; a trait is needed: ${worldTraits.join(", ")}`);
  } else {
    const fits = typeof value === "number" && value >= rule.from && value <= rule.to;
    if (!fits || (rule.is === "whole" && !Number.isInteger(value))) {
      const kind = rule.is === "whole" ? "whole number" : "number";
      throw new WorldError(path, `is ${shown(value)}; a ${kind} from ${rule.from} to ${rule.to} is needed`);
    }
  }
}

function checkSumOfShares(parameter: string, parts: readonly { readonly share: number }[]): void {
  const sum = parts.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) > 1e-6) throw new WorldError(parameter, `has shares that sum to ${sum}; they must sum to 1`);
}

function checkDistinct(parameter: string, parts: readonly { readonly name: string }[]): void {
  parts.forEach(({ name }, i) => {
    if (parts.findIndex((other) => other.name === name) !== i)
      throw new WorldError(`${parameter}.${i}.name`, `is "${name}", which stands there already; names must differ`);
  });
}

function* numbersIn(value: unknown, path: string): Generator<[string, number]> {
  if (typeof value === "number") yield [path, value];
  else if (isRecord(value)) for (const key of Object.keys(value)) yield* numbersIn(value[key], `${path}.${key}`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lengthOf(value: unknown): string {
  return Array.isArray(value) ? `has ${value.length} entries` : `is ${shown(value)}`;
}

function shown(value: unknown): string {
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
