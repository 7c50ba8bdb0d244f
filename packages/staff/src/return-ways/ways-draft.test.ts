import assert from "node:assert/strict";
import { test } from "node:test";
import { draftOf, type LabelSettings, moveUp, newWay, settingsOf } from "./ways-draft.ts";

const settings: LabelSettings = {
  returnTo: { name: "Shop", lines: ["Hall 4", "Weg 1"], postCode: "53113", city: "Bonn", country: "DE" },
  ...{ validDays: 28, parcelGrams: 1500 },
  ways: [
    {
      ...{ method: "drop-off", provider: "local", carrier: "DHL", service: "Retoure", countries: ["DE", "AT"] },
      ...{ price: 395, days: { earliest: 1, latest: 3 }, boxless: true },
    },
    { method: "locker", provider: "local", carrier: "DPD", days: { earliest: 3, latest: 6 }, boxless: false },
  ],
};

test("what is read is saved again as it was", () => {
  assert.deepEqual(settingsOf(draftOf(settings)), settings);
  const { returnTo: _, ...without } = settings;
  assert.deepEqual(settingsOf(draftOf(without)), without);
});

test("while something is missing there is nothing to save; an address is whole or none", () => {
  const draft = draftOf(settings);
  assert.equal(settingsOf({ ...draft, validDays: undefined }), undefined);
  assert.equal(settingsOf({ ...draft, ways: [newWay()] }), undefined);
  assert.equal(settingsOf({ ...draft, city: " " }), undefined);
  assert.equal(settingsOf({ ...draft, street: "\n" }), undefined);
  const none = { name: "", street: "", postCode: "", city: "", country: "" };
  assert.equal(settingsOf({ ...draft, ...none })?.returnTo, undefined);
  assert.deepEqual(settingsOf({ ...draft, country: "de" })?.returnTo?.country, "DE");
});

test("countries are read however they are typed, and none is everywhere", () => {
  const [way] = draftOf(settings).ways;
  const countriesOf = (countries: string) =>
    settingsOf({ ...draftOf(settings), ways: [{ ...way!, countries }] })?.ways[0]?.countries;
  assert.deepEqual(countriesOf("de,at ; CH"), ["DE", "AT", "CH"]);
  assert.equal(countriesOf(" "), undefined);
});

test("a way is moved up, and the first stays first", () => {
  const carriers = (ways: readonly { carrier: string }[]) => ways.map(({ carrier }) => carrier);
  const { ways } = draftOf(settings);
  assert.deepEqual(carriers(moveUp(ways, 1)), ["DPD", "DHL"]);
  assert.deepEqual(carriers(moveUp(ways, 0)), ["DHL", "DPD"]);
  assert.deepEqual(carriers(moveUp(ways, 7)), ["DHL", "DPD"]);
});
