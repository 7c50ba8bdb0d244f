import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { type TestHouse, testHouse } from "../../testing.ts";
import { changesBetween } from "./changes-between.ts";
import { readDocument } from "./read-document.ts";

interface Program {
  readonly revision: number;
  readonly document: { readonly actions: object[]; readonly title: string };
  readonly draft?: { readonly document: { readonly title: string } };
  readonly versions: { version: number; note: string }[];
  readonly retiredAt?: string;
}

describe("programs over the interface", () => {
  let house: TestHouse;
  let manager: { authorization: string };
  const name = "after-a-return";
  before(async () => {
    house = await testHouse();
    manager = await house.authorization("manager");
  });
  after(() => house.close());

  async function call(method: "GET" | "POST" | "PUT" | "DELETE", path: string, payload?: object, headers = manager) {
    const answer = await house.server.inject({ method, url: `/v1/${path}`, headers, ...(payload && { payload }) });
    return { status: answer.statusCode, body: answer.json() };
  }
  const program = async (): Promise<Program> => (await call("GET", `programs/${name}`)).body;
  const save = async (change: object, revision?: number) => {
    const { document, revision: present } = await program();
    return call("PUT", `programs/${name}/draft`, {
      document: { ...document, ...change },
      revision: revision ?? present,
    });
  };

  test("the house ships with some, and says what their expressions may read and what can be done", async () => {
    const { items } = (await call("GET", "programs")).body;
    assert.deepEqual(
      items.map((each: { name: string }) => each.name),
      ["after-a-delay", name, "what-to-recommend", "after-a-delay-anywhere"],
    );
    const moments = (await call("GET", "moments")).body.items;
    assert.ok(moments[0].facts.some((fact: { name: string }) => fact.name === "orders"));
    assert.deepEqual(
      moments.map(({ kinds }: { kinds: string[] }) =>
        ["bogo", "reship", "recommend"].filter((kind) => kinds.includes(kind)),
      ),
      [["bogo"], ["reship"], ["recommend"]],
    );
  });

  test("a draft is saved, looked at and published; its versions stay, also when it decides no more", async () => {
    assert.equal((await save({ title: "Come back" })).status, 200);
    assert.equal((await program()).document.title, "After a return");
    const preview = (await call("GET", `programs/${name}/preview`)).body;
    assert.deepEqual(preview.changes, [{ field: "title", before: "After a return", after: "Come back" }]);
    assert.equal(preview.drafted.subjects, 0);
    const published = await call("POST", `programs/${name}/publications`, { token: preview.token, note: "kinder" });
    assert.equal(published.status, 200, JSON.stringify(published.body));
    const now = await program();
    assert.deepEqual([now.document.title, now.draft, now.versions[0]?.note], ["Come back", undefined, "kinder"]);
    const first = (await call("GET", `programs/${name}/versions/1`)).body;
    assert.equal(first.document.title, "After a return");
    assert.ok((await call("POST", `programs/${name}/retirement`)).body.retiredAt);
    assert.equal((await call("GET", `programs/${name}/versions/9`)).status, 404);
    const both = { before: first.document, after: (await program()).document };
    const { changes } = (await call("POST", "program-comparisons", both)).body;
    assert.deepEqual(changes, [{ field: "title", before: "After a return", after: "Come back" }]);
  });

  test("what nobody has looked at is not published", async () => {
    await save({ title: "One" });
    const { token } = (await call("GET", `programs/${name}/preview`)).body;
    await save({ title: "Two" });
    const refused = await call("POST", `programs/${name}/publications`, { token });
    assert.deepEqual([refused.status, refused.body.type.split("/").at(-1)], [409, "preview-outdated"]);
    await call("DELETE", `programs/${name}/draft`);
    assert.equal((await call("POST", `programs/${name}/publications`, { token })).status, 409);
    assert.equal((await call("GET", `programs/${name}/preview`)).status, 409);
  });

  test("of two who save over the same reading one is told; of two who publish the same preview one is", async () => {
    const { revision } = await program();
    const saved = await Promise.all(["One", "Two"].map((title) => save({ title }, revision)));
    assert.deepEqual(saved.map(({ status }) => status).toSorted(), [200, 409]);
    const { token } = (await call("GET", `programs/${name}/preview`)).body;
    const before = (await program()).versions.length;
    const both = await Promise.all([1, 2].map(() => call("POST", `programs/${name}/publications`, { token })));
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409]);
    assert.equal((await program()).versions.length, before + 1);
  });

  test("a faulty document is refused at save, with the place and the reason of every fault", async () => {
    const wrong = await save({ audience: "order > 3.0", goal: { horizonDays: 45 } });
    assert.equal(wrong.status, 400);
    assert.deepEqual(
      wrong.body.fields.map(({ field }: { field: string }) => field),
      ["document/audience", "document/goal/horizonDays"],
    );
    const checked = (await call("POST", "program-checks", { document: { title: "" } })).body;
    assert.ok(checked.faults.some(({ field }: { field: string }) => field === "title"));
    assert.equal(checked.trial, undefined);
    // A condition is checked while the rest is still to be filled in.
    const { moment } = (await call("GET", `programs/${name}`)).body;
    const begun = { moment, audience: "order > 3.0", actions: [{ eligible: "orders" }, { eligible: 3 }, null] };
    const { faults } = (await call("POST", "program-checks", { document: begun })).body;
    const placed = faults.filter(({ at }: { at?: object }) => at !== undefined);
    assert.deepEqual(
      placed.map(({ field }: { field: string }) => field),
      ["audience", "actions/0/eligible"],
    );
    assert.ok(faults.some(({ field }: { field: string }) => field === "title"));
  });

  test("a draft is tried on real subjects, and says for how many of them what it names is not there", async () => {
    const at = (days: number) => new Date(house.clock.now().getTime() - days * 86_400_000).toISOString();
    const about = {
      shopper: "S",
      channel: "online",
      currency: "EUR",
      lines: [{ sku: "MUG", quantity: 1, amount: 900 }],
    };
    const records = [
      { type: "product", id: "TENT", title: "Tent", variants: [{ sku: "TENT-1", stock: 0 }, { sku: "TENT-2" }] },
      { type: "order", id: "1", at: at(3), ...about },
      { type: "return", id: "2", at: at(1), ...about },
    ];
    const shop = await house.authorization("service");
    assert.equal((await call("POST", "events", { source: "shop", records }, shop)).body.taken, records.length);
    const trial = (sku: string) => ({ id: sku.toLowerCase(), terms: { kind: "free-trial", sku, days: 7, cost: 1 } });
    const document = { ...(await program()).document, actions: ["TENT-1", "TENT-2"].map(trial), currency: "EUR" };
    const checked = (await call("POST", "program-checks", { document })).body;
    assert.deepEqual(
      checked.trial.actions.slice(1).map(({ refusals }: { refusals: object[] }) => refusals),
      [[{ reason: "reasons.ineligible.out-of-stock", count: 1 }], []],
    );
  });

  test("of two bounds that one value breaks the narrower is named alone", () => {
    const read = readDocument({ holdout: 2, budget: { amount: 1e22, period: "month" } }, []);
    assert.ok("faults" in read);
    const messagesOf = (path: string) =>
      read.faults.filter(({ field }) => field === path).map(({ message }) => message);
    assert.deepEqual(messagesOf("holdout"), ["Too big: expected number to be <=0.5"]);
    assert.equal(messagesOf("budget/amount").length, 1);
  });

  test("a new program begins with its first draft, and only a manager writes", async () => {
    const { document } = await program();
    const other = { document: { ...document, title: "Spring", audience: "orders >= 2.0" }, revision: 0 };
    const agent = await house.authorization("agent");
    assert.equal((await call("PUT", "programs/spring/draft", other, agent)).status, 403);
    const made = (await call("PUT", "programs/spring/draft", other)).body;
    assert.deepEqual([made.name, made.document, made.versions], ["spring", undefined, []]);
    assert.equal((await call("PUT", `programs/${name}/draft`, other)).status, 409, "a name that is taken");
    assert.equal((await call("GET", "programs/no-such")).status, 404);
  });
});

test("entries that have names are compared by them, and their order counts", () => {
  const [a, b, c] = [
    { id: "a", percent: 5 },
    { id: "b", percent: 10 },
    { id: "c", percent: 15 },
  ];
  assert.deepEqual(changesBetween({ actions: [a, b, c] }, { actions: [b, c] }), [{ field: "actions/a", before: a }]);
  assert.deepEqual(changesBetween({ actions: [a, b] }, { actions: [{ ...b, percent: 20 }, a, c] }), [
    { field: "actions/b/percent", before: 10, after: 20 },
    { field: "actions/c", after: c },
    { field: "actions", before: ["a", "b"], after: ["b", "a"] },
  ]);
});

test("what changed is named by its path, and nothing else is", () => {
  assert.deepEqual(changesBetween({ a: [1, 2], b: { c: 1 } }, { a: [1, 3, 4], b: { c: 1, d: null } }), [
    { field: "a/1", before: 2, after: 3 },
    { field: "a/2", after: 4 },
    { field: "b/d", after: null },
  ]);
  fc.assert(fc.property(fc.jsonValue(), (value) => changesBetween(value, structuredClone(value)).length === 0));
});
