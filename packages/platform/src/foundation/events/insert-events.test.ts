import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { z } from "zod";
import { testClock } from "../clock/index.ts";
import { type TestDatabase, testDatabase } from "../database/testing.ts";
import { newId } from "../ids/index.ts";
import { eventsOf, fact, openUnitOfWork, type Tx, type UnitOfWork } from "./index.ts";

const noted = fact("test.noted", { summary: "A test noted a number.", data: z.object({ number: z.int() }) });
const folders = [{ capability: "events", folder: new URL("./migrations/", import.meta.url) }];
let database: TestDatabase;
let work: UnitOfWork;

before(async () => {
  database = await testDatabase(folders);
  work = openUnitOfWork(database, testClock(), []);
});
after(() => database.close());

const some = (count: number, source: string, from = 0) =>
  Array.from({ length: count }, (_, index) =>
    noted({
      subject: newId(),
      at: new Date(Date.UTC(2026, 0, 1) + index),
      data: { number: from + index },
      origin: { source, key: String(from + index) },
    }),
  );
const numbers = (events: readonly { data: unknown }[]) => events.map(({ data }) => (data as { number: number }).number);

for (const count of [3, 400]) {
  test(`${count} events are appended in order, and what is known or repeated is left out of the answer`, async () => {
    const source = `order ${count}`;
    const append = (events: ReturnType<typeof some>) => work.run("test", (tx) => tx.appendHistory(events));
    const first = await append(some(count, source));
    assert.deepEqual(numbers(first), numbers(some(count, source)));
    assert.ok(first.every((event, index) => index === 0 || event.seq > (first[index - 1]?.seq ?? 0n)));
    const twice = some(count, source, 1);
    assert.deepEqual(numbers(await append([...twice, ...some(1, source, count)])), [count]);
    const stored = await database.transaction((tx) => eventsOf(tx, { subjects: first.map(({ subject }) => subject) }));
    assert.deepEqual(
      stored.map(({ seq, id, data, actor }) => ({ seq, id, data, actor })),
      first.map(({ seq, id, data, actor }) => ({ seq, id, data, actor })),
    );
  });

  test(`${count} events that two transactions append at once are stored once`, async () => {
    const source = `race ${count}`;
    const { promise: bothOpen, resolve } = Promise.withResolvers<void>();
    let open = 0;
    const append = (tx: Tx) => {
      if (++open === 2) resolve();
      return bothOpen.then(() => tx.appendHistory(some(count, source)));
    };
    const answers = await Promise.all([work.run("a", append), work.run("b", append)]);
    assert.deepEqual(
      answers.map((answer) => answer.length).sort((a, b) => a - b),
      [0, count],
    );
    const { rows } = await database.pool.query("select from events where source = $1", [source]);
    assert.equal(rows.length, count);
  });
}

test("who appends for a subject waits for whoever did before, and comes after them in the order of events", async () => {
  const subject = newId();
  const append = (tx: Tx, number: number) => tx.append(noted({ subject, at: new Date(0), data: { number } }));
  const isWaiting = async () => {
    const { rows } = await database.pool.query("select from pg_locks where locktype = 'advisory' and not granted");
    return rows.length > 0;
  };
  let second: Promise<unknown> = Promise.resolve();
  await work.run("first", async (tx) => {
    await append(tx, 1);
    second = work.run("second", (other) => append(other, 3));
    while (!(await isWaiting()));
    await append(tx, 2);
  });
  await second;
  const stored = await database.transaction((tx) => eventsOf(tx, { subjects: [subject] }));
  assert.deepEqual(numbers(stored), [1, 2, 3]);
});

test("a large batch and its opposite do not wait for each other for ever", async () => {
  const subjects = some(300, "subjects").map(({ subject }) => subject);
  const append = (order: readonly string[]) =>
    work.run("test", (tx) =>
      tx.append(...order.map((subject) => noted({ subject, at: new Date(0), data: { number: 1 } }))),
    );
  const answers = await Promise.all([append(subjects), append(subjects.toReversed()), append(subjects)]);
  assert.deepEqual(
    answers.map((answer) => answer.length),
    [300, 300, 300],
  );
});
