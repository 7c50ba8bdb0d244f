import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { translator } from "@aftercare/messages";
import {
  currentSession,
  findPurchases,
  getContent,
  getDecision,
  getMessage,
  getMessagePermissions,
  getProgramModel,
  getShopper,
  measureProgram,
  promiseAccuracy,
  promiseModel,
} from "@aftercare/platform/contract";
import { PaymentRecord } from "../../../platform/src/facts/intake/record.schema.ts";
import { ProgramDocument } from "../../../platform/src/judgement/programs/program.schema.ts";
import { kinds } from "../programs/editor/draft.ts";
import { areasOf } from "../session/index.ts";

const { has } = translator("en");
const sources = fileURLToPath(new URL("../", import.meta.url));

function assertWords(prefix: string, handles: readonly string[]): void {
  assert.notEqual(handles.length, 0);
  assert.deepEqual(
    handles.filter((handle) => !has(`${prefix}.${handle}`)),
    [],
    prefix,
  );
}

test("what a contract can answer has its words", () => {
  assertWords("staff.mode", getDecision.output.shape.mode.options);
  assertWords("staff.matched", findPurchases.output.shape.items.element.shape.matchedBy.options);
  assertWords("staff.shopper.kind", getShopper.output.shape.kind.options);
  assertWords("staff.role", currentSession.output.shape.role.options);
  assertWords("staff.payment", PaymentRecord.shape.method.options);
  assertWords("staff.area", areasOf("admin"));
  assertWords("programs.kind", kinds);
  const message = getMessage.output.shape;
  assertWords("messages.state", message.state.options);
  assertWords("messages.held", message.heldBecause.unwrap().options);
  assertWords("messages.dropped", message.droppedBecause.unwrap().options);
  assertWords("messages.purpose", message.purpose.options);
  assertWords("messages.said", getMessagePermissions.output.shape.items.element.shape.origin.options);
  assertWords("messages.channel", message.channel.options);
  assertWords("promises.basis", promiseAccuracy.input.shape.basis.unwrap().options);
  assertWords("promises.by", promiseAccuracy.output.shape.by.options);
  assertWords("promises.cause", Object.keys(promiseAccuracy.output.shape.all.shape.causes.shape));
  const { way, calibration } = promiseModel.output.shape.model.unwrap().shape.card.shape;
  assertWords("promises.way", way.shape.winner.options);
  assertWords("promises.calibrator", calibration.shape.winner.options);
  const content = getContent.output.shape;
  assertWords("content.kind", content.kind.options);
  assertWords("content.moment", content.moment.options);
  const { figures } = measureProgram.output.shape.overall.shape;
  assertWords("measurement.outlook", figures.shape.goal.shape.outlook.shape.state.options);
  assertWords("measurement.by", measureProgram.input.shape.by.unwrap().options);
  const model = getProgramModel.output.shape;
  assertWords("models.state", model.state.options);
  assertWords("models.against", model.today.unwrap().options);
  assertWords("models.groups", Object.keys(model.groups.shape));
});

test("every fact of a shopper's timeline has its sentence", () => {
  const platform = fileURLToPath(new URL("../../../platform/src/", import.meta.url));
  const types = globSync("{facts,judgement,means,care}/**/*.ts", { cwd: platform })
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) => [...readFileSync(`${platform}${file}`, "utf8").matchAll(/\bfact\("([a-z.-]+)"/g)])
    .map(([, type]) => type!);
  assertWords("staff.timeline", types);
});

test("every fact that conditions may read says what it is", () => {
  const declared = new URL("../../../platform/src/care/incentives/incentive-facts.ts", import.meta.url);
  const names = [...readFileSync(declared, "utf8").matchAll(/(?:number\(|name: )"([a-z_]+)"/g)].map(
    ([, name]) => name!,
  );
  assertWords(
    "programs.fact",
    names.map((name) => name.replaceAll("_", "-")),
  );
});

test("a key that is put together leads into a part of the catalogue that exists", () => {
  const files = [
    "staff",
    "programs",
    "measurement",
    "models",
    "budgets",
    "laboratory",
    "offers",
    "decision-log",
    "messages",
    "content",
    "mail",
    "webhooks",
    "refunds",
    "shipping",
    "parcels",
    "delivery",
    "console-delivery",
  ];
  const keys = files.flatMap((file) =>
    Object.keys(
      JSON.parse(readFileSync(new URL(`../../../messages/locales/en/${file}.json`, import.meta.url), "utf8")),
    ),
  );
  const keyStart = new RegExp(`\`((?:${files.join("|")})\\.[a-z.-]+\\.)\\$\\{`, "g");
  const prefixes = globSync("**/*.{ts,tsx}", { cwd: sources })
    .filter((file) => !file.endsWith(".test.ts"))
    .flatMap((file) => [...readFileSync(`${sources}${file}`, "utf8").matchAll(keyStart)])
    .map(([, prefix]) => prefix!);
  assert.notEqual(prefixes.length, 0);
  for (const prefix of prefixes)
    assert.ok(
      keys.some((key) => key.startsWith(prefix)),
      prefix,
    );
});

test("every setting of a program, and every mistake that is known, has its words", () => {
  const settings = Object.keys(ProgramDocument.shape).map((name) =>
    name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  );
  assertWords("programs.field", settings);
  const source = readFileSync(`${sources}conditions/fault-text.ts`, "utf8");
  const faults = [...source.matchAll(/^ {2}\[\/.*\/, "([a-z-]+)"\],$/gm)].map(([, key]) => key!);
  assertWords("programs.fault", faults);
});
