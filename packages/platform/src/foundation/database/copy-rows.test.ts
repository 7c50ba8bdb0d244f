import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import pg from "pg";
import { type CopyRow, copyRows } from "./index.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

describe("copyRows", () => {
  let db: TestDatabase;
  before(async () => {
    db = await testDatabase();
    const owner = new pg.Client({ connectionString: db.ownerUrl });
    await owner.connect();
    await owner.query(`CREATE TABLE copied (
    n int, label text, tags text[], numbers int8[], data jsonb, at timestamptz, big int8, ok boolean, ratio float8, bytes bytea)`);
    await owner.end();
  });
  after(() => db.close());

  const COLUMNS = ["n", "label", "tags", "numbers", "data", "at", "big", "ok", "ratio", "bytes"];

  /** Text as PostgreSQL can hold it: any Unicode but NUL and half surrogates, rich in what the format must escape. */
  const text = fc
    .oneof(
      fc.string({ unit: "binary" }),
      fc.string({
        unit: fc.constantFrom("\\", "\t", "\n", "\r", "N", "{", "}", ",", '"', "NULL", "\\.", "x", "é", "退", "🎁"),
      }),
    )
    .map((value) => value.replaceAll("\0", ""));
  const int8 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
  const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
  const json = fc.dictionary(
    // Keys without escapes: JSON.parse of Node 24.21 (V8 13.6) can take the end of an escaped key for a backslash.
    fc.string({ unit: fc.constantFrom("a", "b", "é", "退", "🎁", " ", "{", ",", "'") }),
    fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text)),
    { noNullPrototype: true },
  );
  const date = fc.date({
    min: new Date("0001-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59Z"),
    noInvalidDate: true,
  });
  const row = fc.tuple(
    orNull(text),
    orNull(fc.array(orNull(text))),
    orNull(fc.array(orNull(int8))),
    orNull(json),
    orNull(date),
    orNull(int8),
    orNull(fc.boolean()),
    orNull(fc.double({ noNaN: true }).map((value) => (value === 0 ? 0 : value))),
    orNull(fc.uint8Array().map((bytes) => Buffer.from(bytes))),
  );

  test("every value comes back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), fc.boolean(), async (values, streamed) => {
        const rows: CopyRow[] = values.map((columns, n) => [n, ...columns]);
        const stored = await db.transaction(async (tx) => {
          await tx.client.query("DELETE FROM copied");
          assert.equal(await copyRows(tx, "public.copied", COLUMNS, streamed ? stream(rows) : rows), rows.length);
          return tx.client.query({ text: `SELECT ${COLUMNS.join()} FROM copied ORDER BY n`, rowMode: "array" });
        });
        assert.deepEqual(stored.rows, rows);
      }),
      { numRuns: 100 },
    );
  });

  async function* stream(rows: Iterable<CopyRow>): AsyncGenerator<CopyRow> {
    yield* rows;
  }

  test("a million values pass in chunks, and the source is drawn no faster than the server takes them", async () => {
    function* rows(): Generator<CopyRow> {
      for (let n = 0; n < 200_000; n++) yield [n, `order ${n}`, n % 3 === 0, 1.5, BigInt(n)];
    }
    await db.transaction(async (tx) => {
      await tx.client.query("DELETE FROM copied");
      assert.equal(await copyRows(tx, "copied", ["n", "label", "ok", "ratio", "big"], rows()), 200_000);
      const { rows: sums } = await tx.client.query(
        "SELECT sum(big)::text AS big, count(DISTINCT label)::int AS labels FROM copied",
      );
      assert.deepEqual(sums[0], { big: "19999900000", labels: 200_000 });
    });
  });

  const failures: { name: string; rows: unknown; error: object }[] = [
    {
      name: "an undefined value",
      rows: [
        [1, "a"],
        [2, undefined],
      ],
      error: { name: "CopyValueError", message: /^row 2: column 2 is undefined/ },
    },
    { name: "a NUL character", rows: [[1, "a\0b"]], error: { message: /row 1: column 2 holds a NUL/ } },
    { name: "an invalid date", rows: [[1, new Date(Number.NaN)]], error: { message: /row 1: column 2 is not a date/ } },
    { name: "a short row", rows: [[1]], error: { message: /row 1 has 1 values for 2 columns/ } },
    { name: "a value the column refuses", rows: [["many", "a"]], error: { code: "22P02" } },
  ];

  for (const { name, rows, error } of failures) {
    test(`${name} fails the copy, leaves no row, and the connection stays good`, async () => {
      const before = await count();
      for (const source of [rows as CopyRow[], stream(rows as CopyRow[])]) {
        await assert.rejects(
          db.transaction(async (tx) => {
            await copyRows(tx, "copied", ["n", "label"], [[0, "before"]]);
            await copyRows(tx, "copied", ["n", "label"], source);
          }),
          error,
        );
      }
      assert.equal(await count(), before);
      assert.equal(db.pool.totalCount, db.pool.idleCount);
    });
  }

  async function count(): Promise<number> {
    return (await db.pool.query("SELECT count(*)::int AS n FROM copied")).rows[0].n;
  }
});
