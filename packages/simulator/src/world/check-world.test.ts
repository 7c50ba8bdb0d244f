import assert from "node:assert/strict";
import { test } from "node:test";
import { checkWorld } from "./check-world.ts";
import { defaultWorld } from "./default-world.ts";
import type { World } from "./world.ts";
import { WorldError } from "./world-error.ts";

/** The default world as read from JSON, with something written over it. */
function changed(path: string, value: unknown): World {
  const world: World = JSON.parse(JSON.stringify(defaultWorld));
  const keys = path.split(".");
  let place: Record<string, unknown> = { ...world };
  const root = place;
  for (const key of keys.slice(0, -1)) {
    const part = place[key];
    assert.ok(typeof part === "object" && part !== null);
    place = part as Record<string, unknown>;
  }
  if (value === undefined) delete place[keys.at(-1)!];
  else place[keys.at(-1)!] = value;
  return root as unknown as World;
}

test("the default world is sound, and stays so through JSON", () => {
  checkWorld(defaultWorld);
  const copy: World = JSON.parse(JSON.stringify(defaultWorld));
  checkWorld(copy);
  assert.deepEqual(copy, defaultWorld);
});

test("worlds of other sizes, effects, budgets and drifts are sound", () => {
  checkWorld(changed("effects.scale", 0));
  checkWorld(changed("effects.scale", -1));
  checkWorld(changed("budget", { perMonth: 1_000_000 }));
  checkWorld(changed("drift.shift", { afterMonth: 6, logRate: -0.2, effectFactors: [1, 0, 2, 1, -1] }));
  checkWorld(changed("actions", defaultWorld.actions.slice(0, 2)));
  checkWorld(changed("correlations", []));
});

const refused: readonly (readonly [path: string, value: unknown, parameter?: string])[] = [
  ["shoppers", 0],
  ["shoppers", 10.5],
  ["shoppers", "many"],
  ["shoppers", undefined],
  ["months", Number.NaN],
  ["start", null],
  ["start.month", 13],
  ["returns.handling", -1],
  ["seasons.months", [1, 2, 3]],
  ["seasons.weekdays.3", 0],
  ["regions.1.share", 0.9, "regions"],
  ["regions.1.name", "north"],
  ["actions.2.discount", 1.2],
  ["actions.2.validDays", 60],
  ["actions.2.effect.price", null],
  ["actions.2.efect", 0.3],
  ["actions.3.name", "none"],
  ["actions.0.contact", 5],
  ["actions.0.effect.reminder", 0.1],
  ["actions", defaultWorld.actions.slice(0, 1)],
  ["correlations.0.of", "greed"],
  ["correlations.0.with", "price"],
  ["correlations.0.correlation", 1, "correlations"],
  ["joining.during", 0.7],
  ["points.tiersFrom.1", 10],
  ["drift.shift", { afterMonth: 6, logRate: 0, effectFactors: [1, 1] }, "drift.shift.effectFactors"],
  ["budget", {}, "budget.perMonth"],
  ["budget", 100],
  ["colour", "blue"],
];

for (const [path, value, parameter = path] of refused) {
  test(`${path} = ${JSON.stringify(value) ?? String(value)} is refused by name`, () => {
    assert.throws(
      () => checkWorld(changed(path, value)),
      (error) => error instanceof WorldError && error.parameter === parameter && error.message.startsWith(parameter),
    );
  });
}
