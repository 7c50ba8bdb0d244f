import assert from "node:assert/strict";
import { test } from "node:test";
import { dayNumber, dayText } from "../../foundation/calendar/index.ts";
import { holidaysOf, isHoliday, loadHolidays } from "./holidays.ts";

test("a country has its public holidays, a part of it its own besides; half a day is none, several are several", async () => {
  const germany = await holidaysOf("DE", undefined, 2026);
  assert.deepEqual(germany[0], { day: dayNumber("2026-01-01"), name: "Neujahr" });
  const bavaria = await holidaysOf("DE", "BY", 2026);
  const names = (list: readonly { name: string }[]) => new Set(list.map(({ name }) => name));
  assert.ok(names(bavaria).has("Fronleichnam") && !names(germany).has("Fronleichnam"));
  const china = (await holidaysOf("CN", undefined, 2026)).map(({ day }) => dayText(day));
  assert.ok(!china.includes("2026-05-04"), "the afternoon of youth day");
  const feast = (await holidaysOf("TR", undefined, 2026)).filter(({ name }) => name === "Ramazan Bayramı");
  assert.deepEqual(
    feast.map(({ day }) => dayText(day)),
    ["2026-03-20", "2026-03-21", "2026-03-22", "2026-03-23"],
  );
  assert.deepEqual(await holidaysOf("QQ", undefined, 2026), []);
});

test("what has been loaded is known at once, and of any other year nothing is", async () => {
  await loadHolidays([{ country: "NL" }], [2026]);
  assert.ok(isHoliday({ country: "NL" }, dayNumber("2026-04-27")));
  assert.ok(!isHoliday({ country: "NL" }, dayNumber("2026-04-28")));
  assert.ok(!isHoliday({ country: "NL" }, dayNumber("2036-04-28")));
});
