import { type TestClock, testClock } from "../foundation/clock/index.ts";
import type { MigrationFolder } from "../foundation/database/index.ts";
import { type TestDatabase, testDatabase } from "../foundation/database/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../foundation/events/index.ts";
import { type Id, newId } from "../foundation/ids/index.ts";
import { orderPlaced } from "./orders/index.ts";
import { foldProfiles } from "./profiles/index.ts";
import { returnRecorded } from "./returns/index.ts";

interface ShopperGiven {
  readonly kind?: "account" | "guest";
  readonly number?: string;
  readonly name?: string;
  readonly email?: string;
  readonly postCode?: string;
}

interface OrderGiven {
  readonly number?: string;
  readonly at?: string;
  readonly storeId?: string;
  readonly lines?: readonly { sku: string; quantity: number; paid: bigint; title?: string }[];
}

interface ReturnGiven {
  readonly at?: string;
  readonly storeId?: string;
  readonly lines: readonly {
    sku: string;
    quantity: number;
    amount: bigint;
    of?: readonly [orderId: string, line: number];
  }[];
}

/** A database for tests of what is read, with plain ways to put rows and facts into it that need no intake. */
export interface TestFacts {
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly work: UnitOfWork;
  store(name: string): Promise<Id<"sto">>;
  variant(sku: string, title: string, barcode?: string): Promise<void>;
  shopper(given?: ShopperGiven): Promise<Id<"shp">>;
  order(shopperId: Id<"shp">, given?: OrderGiven): Promise<Id<"ord">>;
  comeBack(shopperId: Id<"shp">, given: ReturnGiven): Promise<Id<"ret">>;
  close(): Promise<void>;
}

const source = "test";

/** The folders come from the test: which exist is known at the root of the house, above this floor. */
export async function testFacts(folders: readonly MigrationFolder[]): Promise<TestFacts> {
  const database = await testDatabase(folders);
  const clock = testClock();
  const work = openUnitOfWork(database, clock, [foldProfiles]);
  const db = database.kysely;
  return {
    database,
    clock,
    work,
    close: () => database.close(),
    async store(name) {
      const id = newId<"sto">();
      await db.insertInto("stores").values({ id, source, key: id, name }).execute();
      return id;
    },
    async variant(sku, title, barcode) {
      const product = newId<"prd">();
      await db.insertInto("products").values({ id: product, source, key: sku, title, category: "things" }).execute();
      const variant = { id: newId<"var">(), product_id: product, source, sku, barcode: barcode ?? null };
      await db.insertInto("variants").values(variant).execute();
    },
    async shopper({ kind = "account", number, name, email, postCode } = {}) {
      const id = newId<"shp">();
      await db
        .insertInto("shoppers")
        .values({ id, kind, source, key: number ?? id })
        .execute();
      const contact = { shopper_id: id, name: name ?? null, email: email ?? null, post_code: postCode ?? null };
      await db.insertInto("shopper_contacts").values(contact).execute();
      return id;
    },
    async order(shopperId, { number, at = "2026-01-10T10:00:00Z", storeId, lines = [] } = {}) {
      const id = newId<"ord">();
      const place = { shopper_id: shopperId, placed_at: new Date(at), source };
      const sums = { currency: "EUR", shipping: 0n, total: lines.reduce((sum, line) => sum + line.paid, 0n) };
      const head = { id, key: number ?? id, channel: "online", store_id: storeId ?? null };
      await work.run("test", async (tx) => {
        await tx.db
          .insertInto("orders")
          .values({ ...head, ...place, ...sums })
          .execute();
        const money = (paid: bigint) => ({ listed: paid, discount: 0n, tax: 0n, paid });
        const rows = lines.map(({ sku, quantity, paid, title }, index) => ({
          ...{ order_id: id, line: index + 1, sku, title: title ?? null, quantity },
          ...place,
          ...money(paid),
        }));
        if (rows.length > 0) await tx.db.insertInto("order_lines").values(rows).execute();
        const bought = rows.map(({ line, sku, quantity, paid }) => ({ line, sku, quantity, ...money(paid) }));
        const data = { orderId: id, shopperId, number: head.key, channel: "online", currency: "EUR", shipping: 0n };
        await tx.append(orderPlaced({ subject: shopperId, at: place.placed_at, data: { ...data, lines: bought } }));
      });
      return id;
    },
    async comeBack(shopperId, { at = "2026-01-20T10:00:00Z", storeId, lines }) {
      const id = newId<"ret">();
      const amount = lines.reduce((sum, line) => sum + line.amount, 0n);
      const units = lines.reduce((sum, line) => sum + line.quantity, 0);
      const head = {
        id,
        shopper_id: shopperId,
        source,
        key: id,
        returned_at: new Date(at),
        channel: "store",
        currency: "EUR",
      };
      await work.run("test", async (tx) => {
        await tx.db
          .insertInto("returns")
          .values({ ...head, store_id: storeId ?? null, amount, units })
          .execute();
        for (const [index, line] of lines.entries()) {
          const [order_id, order_line] = line.of ?? [null, null];
          const row = {
            return_id: id,
            line: index + 1,
            record_line: index + 1,
            shopper_id: shopperId,
            order_id,
            order_line,
          };
          const { sku, quantity } = line;
          await tx.db
            .insertInto("return_lines")
            .values({ ...row, sku, quantity, amount: line.amount })
            .execute();
          if (!line.of) continue;
          await tx.db
            .updateTable("order_lines")
            .set((eb) => ({ returned_quantity: eb("returned_quantity", "+", quantity) }))
            .where("order_id", "=", line.of[0])
            .where("line", "=", line.of[1])
            .execute();
        }
        const given = lines.map(({ sku, quantity, amount: back, of }) => ({
          ...{ sku, quantity, amount: back },
          ...(of ? { orderId: of[0] as Id<"ord">, orderLine: of[1] } : {}),
        }));
        const data = { returnId: id, shopperId, number: id, channel: "store", currency: "EUR", lines: given };
        await tx.append(returnRecorded({ subject: shopperId, at: head.returned_at, data }));
      });
      return id;
    },
  };
}
