import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { foldProfiles } from "../../../facts/profiles/index.ts";
import { readRetailer, updateRetailer } from "../../../facts/retailer/index.ts";
import { testClock } from "../../../foundation/clock/index.ts";
import { type TestDatabase, testDatabase } from "../../../foundation/database/testing.ts";
import { type AppendListener, openUnitOfWork } from "../../../foundation/events/index.ts";
import { migrationFolders } from "../../../migrations.ts";
import { importOnlineRetail } from "./import-online-retail.ts";

const HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
const clock = testClock();
let folder: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "aftercare-files-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

async function inShop(use: (shop: Shop) => Promise<void>): Promise<void> {
  const database = await testDatabase(migrationFolders);
  try {
    await use(new Shop(database));
  } finally {
    await database.close();
  }
}

let files = 0;

class Shop {
  readonly database: TestDatabase;
  constructor(database: TestDatabase) {
    this.database = database;
  }

  /** Imports these lines, or this text, as a file. */
  async import(
    content: readonly string[] | string | Buffer,
    name = `${++files}.csv`,
    limits: { memoryRows?: number; linesAtOnce?: number } = {},
    listeners: readonly AppendListener[] = [],
  ) {
    const file = join(folder, name);
    writeFileSync(file, Array.isArray(content) ? `${[HEADER, ...content].join("\n")}\n` : (content as string));
    const work = openUnitOfWork(this.database, clock, [foldProfiles, ...listeners]);
    const summary = await importOnlineRetail({ work, clock, file, rejectsFolder: folder, ...limits });
    const { seconds, peakMb, ...counts } = summary;
    assert.ok(seconds >= 0 && peakMb > 0);
    return counts;
  }

  async rows(text: string): Promise<unknown[]> {
    return (await this.database.pool.query({ text, rowMode: "array" })).rows;
  }

  /** What was bought and given back, whatever the identifiers. */
  history(): Promise<unknown[]> {
    return this.rows(
      `select o.key, s.key, o.placed_at, l.sku, l.quantity, l.paid, sum(l.returned_quantity) over (partition by o.id, l.sku) as returned
       from order_lines l join orders o on o.id = l.order_id join shoppers s on s.id = l.shopper_id
       order by o.key, l.sku, l.quantity, l.paid, l.placed_at`,
    );
  }
}

const some = [
  "536365,85123A,WHITE HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom",
  "536365,71053,LANTERN,2,2010-12-01 08:26:00,3.39,17850,United Kingdom",
  "536365,71053,LANTERN,2,2010-12-01 08:26:00,3.39,17850,United Kingdom",
  "536366,POST,POSTAGE,1,2010-12-01 09:00:00,18.00,12583,France",
  "536366,22423,CAKESTAND,4,2010-12-01 09:00:00,0.125,12583,France",
  "536367,22423,CAKESTAND,1,2010-12-01 09:30:00,12.75,,United Kingdom",
  "536368,22423,damages,-9,2010-12-01 09:40:00,0,,United Kingdom",
  "536369,22423,CAKESTAND,-1,2010-12-01 09:41:00,1.00,,United Kingdom",
  "A536370,B,Adjust bad debt,1,2010-12-01 09:50:00,-11062.06,,United Kingdom",
  "C536371,85123A,WHITE HEART,-8,2010-12-02 10:00:00,2.55,17850,United Kingdom",
  "C536371,D,Discount,-1,2010-12-02 10:00:00,27.50,17850,United Kingdom",
  "C536372,22423,CAKESTAND,-1,2010-12-02 10:05:00,12.75,,United Kingdom",
];
const counted = {
  ...{ read: 12, taken: 12, rejected: 0, shoppers: 2, orders: 3, orderLines: 5, returnLines: 2 },
  ...{ returnLinesMatched: 1, adjustments: 5, alreadyKnown: 0, returnLinesSplit: 1 },
};
const nothing = {
  ...{ taken: 0, rejected: 0, shoppers: 0, orders: 0, orderLines: 0, returnLines: 0 },
  ...{ returnLinesMatched: 0, adjustments: 0, returnLinesSplit: 0 },
};

test("the summary counts what a person can count, and a second run changes nothing", () =>
  inShop(async (shop) => {
    assert.deepEqual(await shop.import(some), counted);
    const before = await shop.rows("select count(*) from events");
    assert.deepEqual(await shop.import(some), { ...nothing, read: 12, alreadyKnown: 12 });
    assert.deepEqual(await shop.rows("select count(*) from events"), before);
    const kinds = await shop.rows("select kind, code, quantity, amount from adjustments order by at, code");
    assert.deepEqual(kinds, [
      ["postage", "POST", 1, 1800n],
      ["stock", "22423", -9, 0n],
      ["stock", "22423", -1, -100n],
      ["bad-debt", "B", 1, -1106206n],
      ["discount", "D", -1, -2750n],
    ]);
    const cake = await shop.rows("select paid from order_lines where sku = '22423' and quantity = 4");
    assert.deepEqual(cake, [[50n]], "0.125 × 4, multiplied before it is rounded");
    const parts = await shop.rows(
      "select quantity, amount, order_id is null from return_lines where sku = '85123A' order by line",
    );
    assert.deepEqual(parts, [
      [6, 1530n, false],
      [2, 510n, true],
    ]);
  }));

test("business time goes on from the end of the file, forward only, and the shop is in pounds", () =>
  inShop(async (shop) => {
    const businessTime = async () => {
      const { clockOffsetMs, origin, currency } = await readRetailer({ db: shop.database.kysely });
      return [new Date(clock.real().getTime() + clockOffsetMs).toISOString(), origin, currency];
    };
    await shop.import(some.slice(2, 9));
    assert.deepEqual(await businessTime(), ["2010-12-01T09:50:00.000Z", "import", "GBP"]);
    await shop.import(some.slice(9));
    assert.deepEqual(await businessTime(), ["2010-12-02T10:05:00.000Z", "import", "GBP"]);
    await shop.import(some.slice(0, 2));
    assert.deepEqual(await businessTime(), ["2010-12-02T10:05:00.000Z", "import", "GBP"]);
  }));

test("a file cut anywhere, even within an invoice, and its continuation give the history of the whole file", async () => {
  let whole: unknown[] = [];
  await inShop(async (shop) => {
    await shop.import(some);
    whole = await shop.history();
  });
  // The two equal lines of 536365 cannot be told from one line sent twice, so no cut goes between them.
  for (const cut of [1, 3, 4, 5, 9, 10, 11]) {
    await inShop(async (shop) => {
      const first = await shop.import(some.slice(0, cut));
      const second = await shop.import(some.slice(cut));
      assert.deepEqual([first.taken, second.taken, second.alreadyKnown], [cut, some.length - cut, 0], `cut ${cut}`);
      assert.deepEqual(await shop.history(), whole, `cut ${cut}`);
      assert.equal((await shop.import(some)).alreadyKnown, some.length, `cut ${cut}, again`);
      assert.equal(first.returnLinesMatched + second.returnLinesMatched, 1);
    });
  }
});

test("a later file that overlaps brings what is new, and its returns match earlier purchases", () =>
  inShop(async (shop) => {
    await shop.import(some.slice(0, 9));
    const later = await shop.import(some.slice(2));
    assert.deepEqual([later.alreadyKnown, later.taken, later.returnLinesMatched], [7, 3, 1]);
  }));

test("the order of the rows does not matter, nor whether they fit into memory, nor how many are recorded at once", async () => {
  let whole: unknown[] = [];
  await inShop(async (shop) => {
    await shop.import(some);
    whole = await shop.history();
  });
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(some, { minLength: some.length }),
      fc.constantFrom({}, { memoryRows: 0 }, { memoryRows: 5 }, { linesAtOnce: 1 }, { memoryRows: 5, linesAtOnce: 4 }),
      (rows, limits) =>
        inShop(async (shop) => {
          assert.deepEqual(await shop.import(rows, undefined, limits), counted);
          assert.deepEqual(await shop.history(), whole);
        }),
    ),
    { numRuns: 12 },
  );
});

test("rows that cannot be taken stand in the rejects file with line and reason; the others are taken", () =>
  inShop(async (shop) => {
    const bad = [
      ",85123A,X,1,2010-12-01 08:26:00,1.00,1,France",
      "1,,X,1,2010-12-01 08:26:00,1.00,1,France",
      "1,85123A,X,0,2010-12-01 08:26:00,1.00,1,France",
      "1,85123A,X,1.5,2010-12-01 08:26:00,1.00,1,France",
      "1,85123A,X,1,2010-13-01 08:26:00,1.00,1,France",
      "1,85123A,X,1,2010-12-01 08:26:00,free,1,France",
      "1,85123A,X,1,2010-12-01 08:26:00,-1.00,1,France",
      "C1,85123A,X,1,2010-12-01 08:26:00,1.00,1,France",
      "1,85123A,X,1,2010-12-01 08:26:00",
      '1,85123A,"two\nlines",1,yesterday,1.00,1,France',
      "1,85123A,X,1000000,2010-12-01 08:26:00,99999999,1,France",
    ];
    const summary = await shop.import([...bad, ...some], "bad.csv");
    assert.deepEqual([summary.read, summary.taken, summary.rejected], [23, 12, 11]);
    assert.equal(summary.rejectsFile, join(folder, "bad.csv.rejects.csv"));
    const rejects = readFileSync(summary.rejectsFile ?? "", "utf8").split("\r\n");
    assert.equal(rejects[0], "line,reason");
    assert.match(rejects[1] ?? "", /^2,InvoiceNo is missing,,85123A/);
    assert.match(rejects[8] ?? "", /^9,Quantity 1 of a cancellation is not below zero/);
    assert.match(rejects[11] ?? "", /^13,/, "a line break within quotes counts as a line");
  }));

test("columns may come in another order and among others, with CR LF, byte order mark, quotes, gzip; ids as 17850.0", () =>
  inShop(async (shop) => {
    const text = [
      "\uFEFFCountry;Customer ID;Price;InvoiceDate;Quantity;Description;StockCode;Invoice;Note",
      'United Kingdom;17850.0;2.55;12/1/2010 8:26;6;"WHITE; ""HEART""";85123A;536365;x',
      "United Kingdom;17850;2.55;2010-12-02T10:00:00;-6;HEART;85123A;C536371;y",
      "",
    ].join("\r\n");
    const summary = await shop.import(gzipSync(text), "other.csv.gz");
    assert.deepEqual([summary.read, summary.orders, summary.returnLinesMatched, summary.shoppers], [2, 1, 1, 1]);
    const orders = await shop.rows(
      "select s.key, o.placed_at, l.title from orders o join order_lines l on l.order_id = o.id join shoppers s on s.id = o.shopper_id",
    );
    assert.deepEqual(orders, [["17850", new Date("2010-12-01T08:26:00Z"), 'WHITE; "HEART"']]);
  }));

test("times are London times", () =>
  inShop(async (shop) => {
    await shop.import(["1,85123A,X,1,2011-06-30 20:08:00,1.00,1,France"]);
    assert.deepEqual(await shop.rows("select placed_at from orders"), [[new Date("2011-06-30T19:08:00Z")]]);
  }));

test("an invoice with several times is one order at the first", () =>
  inShop(async (shop) => {
    await shop.import([
      "1,85123A,X,1,2010-12-01 08:27:00,1.00,1,France",
      "2,85123A,X,1,2010-12-01 08:26:30,1.00,1,France",
      "1,85123B,X,1,2010-12-01 08:26:00,1.00,1,France",
    ]);
    assert.deepEqual(await shop.rows("select key, placed_at from orders order by key"), [
      ["1", new Date("2010-12-01T08:26:00Z")],
      ["2", new Date("2010-12-01T08:26:30Z")],
    ]);
  }));

test("a missing column, an unknown file, an empty one and an open quote are refused with the way out", () =>
  inShop(async (shop) => {
    const refused = (type: string) => (error: { type: string }) => error.type === type;
    await assert.rejects(
      shop.import("InvoiceNo,StockCode\n1,2\n"),
      (error: { type: string; params: { column: string } }) => {
        assert.deepEqual([error.type, error.params.column], ["missing-column", "Description"]);
        return true;
      },
    );
    await assert.rejects(shop.import("", "x.xlsx"), refused("unknown-file-type"));
    await assert.rejects(shop.import(""), refused("empty-file"));
    const open = `${HEADER}\n1,85123A,"never closed,1,2010-12-01 08:26:00,1.00,1,France\n${"x".repeat(5_000_000)}`;
    await assert.rejects(shop.import(open), refused("unclosed-quote"));
  }));

test("nothing is imported over the sample retailer", () =>
  inShop(async (shop) => {
    await updateRetailer({ db: shop.database.kysely }, { origin: "sample" });
    await assert.rejects(shop.import(some), (error: { type: string }) => error.type === "sample-retailer-present");
    assert.deepEqual(await shop.rows("select count(*) from orders"), [[0n]]);
  }));

test("an import that broke off anywhere is completed by the next run", async () => {
  let whole: unknown[] = [];
  await inShop(async (shop) => {
    await shop.import(some);
    whole = await shop.history();
  });
  for (const appends of [0, 1, 2, 3, 4]) {
    await inShop(async (shop) => {
      let left = appends;
      const breakOff: AppendListener = async () => {
        if (left-- === 0) throw new Error("broken off");
      };
      await assert.rejects(shop.import(some, undefined, { linesAtOnce: 2 }, [breakOff]), /broken off/);
      const [[events] = []] = (await shop.rows("select count(*) from events")) as bigint[][];
      assert.equal(events === 0n, appends === 0, "what was recorded before stays");
      const rest = await shop.import(some);
      assert.equal(rest.taken + rest.alreadyKnown, some.length, `after ${appends}`);
      assert.deepEqual(await shop.history(), whole, `after ${appends}`);
    });
  }
});

test("two imports of one file at once take turns, and record it once", () =>
  inShop(async (shop) => {
    const both = await Promise.all([shop.import(some), shop.import(some)]);
    assert.deepEqual(
      both.map(({ taken, alreadyKnown }) => taken + alreadyKnown),
      [12, 12],
    );
    assert.deepEqual(both.map(({ taken }) => taken).sort(), [0, 12]);
  }));

test("an invoice of more lines than an order can have is set aside, in memory and in the table", async () => {
  const endless = Array.from({ length: 5_001 }, (_, i) => `9,85123A,X,1,2010-12-01 08:26:00,${i + 1}.00,1,France`);
  for (const limits of [{}, { memoryRows: 100 }])
    await inShop(async (shop) => {
      const summary = await shop.import([...endless, ...some], undefined, limits);
      assert.deepEqual([summary.taken, summary.rejected], [12, 5_001]);
    });
});
