import assert from "node:assert/strict";
import { test } from "node:test";
import { LearnError } from "../errors/index.ts";
import { seededRandom } from "../random/index.ts";
import { fitIntents, type IntentExample } from "./fit-intents.ts";
import { loadIntents } from "./load-intents.ts";

const english = examples("en", {
  track_parcel: [
    "where is my parcel",
    "has my package shipped",
    "when will my parcel arrive",
    "track the package please",
  ],
  start_return: [
    "i want to return these shoes",
    "how do i send this back",
    "start a return please",
    "can i send the jacket back",
  ],
  change_address: [
    "please change my address",
    "i have moved, new address",
    "deliver to another address",
    "wrong address entered",
  ],
  cancel_order: [
    "cancel my order",
    "i want to cancel the order",
    "please stop the order",
    "the order should be cancelled",
  ],
  ask_refund: ["where is my money", "when do i get my refund", "the refund is missing", "money not received yet"],
});
const german = examples("de", {
  track_parcel: ["Wo ist mein Paket?", "Wann kommt das Paket an?", "Wurde mein Paket verschickt?", "Paket verfolgen"],
  start_return: [
    "Ich möchte die Schuhe zurückgeben",
    "Wie schicke ich das zurück?",
    "Rückgabe starten",
    "Jacke zurückschicken",
  ],
  cancel_order: [
    "Bestellung stornieren",
    "Ich will stornieren",
    "Bitte die Bestellung stoppen",
    "Storno meiner Bestellung",
  ],
});
const chinese = examples("zh", {
  track_parcel: ["我的包裹在哪里", "包裹什么时候到", "查询包裹", "包裹发货了吗"],
  start_return: ["我要退货", "怎么退货", "这双鞋想退", "申请退货"],
  cancel_order: ["取消订单", "我想取消订单", "不要这个订单了", "订单可以取消吗"],
});
const everything = [...english, ...german, ...chinese];
const model = fitIntents(everything);
const classifier = loadIntents(model);

test("messages not seen before get their intent, in the language they are written in", () => {
  const asked: readonly [string, string, string][] = [
    ["Where's the parcel???", "track_parcel", "en"],
    ["I'd like to send my shoes back", "start_return", "en"],
    ["is my refund coming, I want my money", "ask_refund", "en"],
    ["Wo bleibt mein Päckchen, wann kommt das Paket", "track_parcel", "de"],
    ["Möchte stornieren", "cancel_order", "de"],
    ["请问我的包裹到哪里了", "track_parcel", "zh"],
    ["这个 可以 退货 吗", "start_return", "zh"],
  ];
  for (const [text, intent, language] of asked) {
    const told = classifier.predict(text);
    assert.equal(told.language, language, text);
    assert.equal(told.ranked[0]!.intent, intent, text);
    assert.deepEqual(classifier.predict(text, language), told);
  }
});

test("a prediction adds up", () => {
  for (const text of ["where is my parcel", "the weather is nice", "", "退", "a".repeat(100_000)]) {
    const { answer, confidence, outside, ranked } = classifier.predict(text, "en");
    const sum = ranked.reduce((total, { probability }) => total + probability, 0);
    assert.ok(Math.abs(sum - 1) < 1e-9);
    assert.ok(outside >= 0 && outside <= 1);
    assert.ok(Math.abs(confidence - ranked[0]!.probability * (1 - outside)) < 1e-12);
    assert.ok(answer === null || answer === ranked[0]!.intent);
    assert.ok(ranked.every(({ probability }, k) => k === 0 || probability <= ranked[k - 1]!.probability));
  }
});

test("what has no known piece is refused with certainty, whatever the prior", () => {
  for (const text of ["", "   ", "🦕", "привет", "?"]) {
    const { answer, outside, confidence } = classifier.predict(text, "zh");
    assert.deepEqual({ answer, outside, confidence }, { answer: null, outside: 1, confidence: 0 }, text);
  }
});

test("examples outside of all intents teach what to refuse", () => {
  const chat = [
    "what is the weather today",
    "tell me a joke",
    "who won the game",
    "sing a song",
    "how old are you",
    "what time is it",
  ];
  const taught = loadIntents(fitIntents([...english, ...chat.map((text) => ({ text, intent: null, language: "en" }))]));
  const asked = "tell me the time or a joke about the weather";
  assert.ok(taught.predict(asked).outside > taught.predict("where is my parcel today").outside);
  assert.ok(taught.predict(asked).outside > classifier.predict(asked, "en").outside);
  assert.equal(taught.predict(asked).answer, null);
});

test("order and repeats of the examples do not matter, and the same examples give the same model", () => {
  const json = JSON.stringify(model);
  assert.equal(JSON.stringify(fitIntents(everything)), json);
  assert.equal(JSON.stringify(fitIntents(seededRandom("another order").shuffle([...everything]))), json);
  assert.equal(JSON.stringify(fitIntents([...everything, ...everything])), json);
});

test("a model back from JSON predicts to the last bit the same", () => {
  const back = loadIntents(JSON.parse(JSON.stringify(model)));
  for (const { text, language } of everything)
    assert.deepEqual(back.predict(text, language), classifier.predict(text, language));
});

test("a further language leaves the others as they were", () => {
  const before = loadIntents(fitIntents(english));
  assert.deepEqual(before.languages, ["en"]);
  assert.deepEqual(classifier.languages, ["de", "en", "zh"]);
  assert.deepEqual(before.predict("cancel it"), classifier.predict("cancel it", "en"));
});

test("two intents, and intents of one example, are enough to begin with", () => {
  const yes = ["yes", "yes please", "that is right"].map((text) => ({ text, intent: "yes" }));
  const no = ["no", "no thanks", "that is wrong"].map((text) => ({ text, intent: "no" }));
  const told = loadIntents(fitIntents([...yes, ...no])).predict("yes thanks, right");
  assert.equal(told.ranked[0]!.intent, "yes");
  assert.equal(told.language, "");
  const more = loadIntents(fitIntents([...yes, ...no, { text: "call me back", intent: "call" }]));
  assert.equal(more.predict("please call me").ranked[0]!.intent, "call");
});

test("bad examples are refused by name", () => {
  const fine = { text: "where is it", intent: "track" };
  refuses("examples", () => fitIntents([]));
  refuses("examples", () => fitIntents([fine, { text: "when", intent: "track" }]));
  refuses("examples", () => fitIntents([{ text: "hello", intent: null }]));
  refuses("examples", () => fitIntents([fine, { text: "stop it", intent: "cancel" }]));
  refuses("examples", () => fitIntents([...english, { text: "waar is het", intent: "track", language: "nl" }]));
  refuses("examples[1].text", () => fitIntents([fine, { text: " ", intent: "cancel" }]));
  refuses("examples[1].intent", () => fitIntents([fine, { text: "stop", intent: "" }]));
  refuses("options.answeredShare", () => fitIntents(english, { answeredShare: 0 }));
  refuses("language", () => classifier.predict("hej", "sv"));
});

test("what is no model is refused by the field", () => {
  const broken = (change: (copy: ReturnType<typeof copyOf>) => unknown) => () => {
    const copy = copyOf();
    change(copy);
    loadIntents(copy);
  };
  refuses("stored", () => loadIntents(null));
  refuses(
    "stored.kind",
    broken((copy) => Object.assign(copy, { kind: "logistic" })),
  );
  refuses(
    "stored.version",
    broken((copy) => Object.assign(copy, { version: 1 })),
  );
  refuses(
    "stored.languages",
    broken((copy) => Object.assign(copy, { languages: [] })),
  );
  refuses(
    "stored.choice",
    broken((copy) => Object.assign(copy, { choice: null })),
  );
  refuses(
    "stored.languages[0].labels",
    broken((copy) => copy.languages[0].labels.pop()),
  );
  refuses(
    "stored.languages[0].intents",
    broken((copy) => copy.languages[0].intents.pop()),
  );
  refuses(
    "stored.languages[0].regression.weights.base64",
    broken((copy) => (copy.languages[0].regression.weights.base64 = "~")),
  );
  refuses(
    "stored.languages[0].regression.idf",
    broken((copy) => copy.languages[0].regression.pieces[0].pop()),
  );
});

function copyOf() {
  return JSON.parse(JSON.stringify(model));
}

function examples(language: string, texts: Readonly<Record<string, readonly string[]>>): IntentExample[] {
  return Object.entries(texts).flatMap(([intent, list]) => list.map((text) => ({ text, intent, language })));
}

function refuses(argument: string, run: () => unknown): void {
  assert.throws(run, (error) => error instanceof LearnError && error.argument === argument, `expected ${argument}`);
}
