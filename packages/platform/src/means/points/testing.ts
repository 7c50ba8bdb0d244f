import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import { foldProfiles } from "../../facts/profiles/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import { type TestClock, testClock } from "../../foundation/clock/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import type { MigrationFolder } from "../../foundation/database/index.ts";
import { type TestDatabase, testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import { execute, type Operation } from "../../foundation/operations/index.ts";
import { deliverReactions, enqueueReactions } from "../../foundation/reactions/index.ts";
import { fireTimers } from "../../foundation/timers/index.ts";
import { pointsDue } from "./book-account.ts";
import { getPointsOperation } from "./get-points.ts";
import type { getPoints } from "./points.contract.ts";
import { pointsReactions } from "./reactions.ts";
import { saveScheme } from "./save-scheme.ts";
import type { Scheme } from "./scheme.schema.ts";
import { defaultScheme } from "./scheme.ts";

interface Bought {
  readonly id?: string;
  /** A customer number; absent for a guest. */
  readonly shopper?: string;
  readonly at?: Date;
  /** Minor units for each line. */
  readonly paid: readonly number[];
  readonly quantity?: number;
  /** In a store, whose goods are with the shopper at once, unless it is said. */
  readonly channel?: "store" | "online";
  /** Imported, so that no reaction sees it. */
  readonly history?: boolean;
}

interface BroughtBack {
  readonly at?: Date;
  /** Somebody else than the buyer. */
  readonly by?: string;
  readonly history?: boolean;
}

/** A shop with a points scheme, driven by the records it would send. */
export interface TestShop {
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly work: UnitOfWork;
  /** Saves a scheme like the default, switched on, that counts from now or from an instant. */
  begin(changes?: Partial<Scheme>, from?: Date): Promise<void>;
  /** Takes records as they arrive, or as imported history, and lets the reactions do their work. */
  take(records: readonly IntakeRecordJson[], history?: boolean): Promise<void>;
  /** @returns the order's number */
  buy(bought: Bought): Promise<string>;
  /** Units of the order's lines that come back: `[1, 0]` is one of the first line. */
  comeBack(order: string, units: readonly number[], how?: BroughtBack): Promise<void>;
  shopper(number: string): Promise<Id<"shp">>;
  order(number: string): Promise<Id<"ord">>;
  call<Input, Output>(actor: Actor, operation: Operation<Input, Output>, input: unknown): Promise<unknown>;
  points(number: string): Promise<ContractOutput<typeof getPoints>>;
  /** Lets business time pass and fires what is due. */
  pass(days: number): Promise<void>;
  factsOf(number: string): Promise<{ type: string; data: Record<string, unknown> }[]>;
  close(): Promise<void>;
}

export const manager: Actor = { role: "manager", id: newId(), scope: {} };
const day = 86_400_000;
const source = "test";

/** The folders come from the test: which exist is known at the root of the house, above this floor. */
export async function testShop(folders: readonly MigrationFolder[]): Promise<TestShop> {
  const database = await testDatabase(folders);
  const clock = testClock();
  const work = openUnitOfWork(database, clock, [foldProfiles, enqueueReactions(pointsReactions, clock)]);
  const byName = new Map(pointsReactions.map((reaction) => [reaction.name, reaction]));
  const idOf = async (table: "shoppers" | "orders", key: string) =>
    (await database.kysely.selectFrom(table).select("id").where("key", "=", key).executeTakeFirstOrThrow()).id;
  let documents = 0;
  const shop: TestShop = {
    database,
    clock,
    work,
    async begin(changes = {}, from = clock.now()) {
      await work.run("test", async (tx) => {
        const version = await tx.db
          .selectFrom("points_schemes")
          .select((eb) => eb.fn.max("version").as("latest"))
          .executeTakeFirst();
        const scheme = { ...defaultScheme("EUR"), enabled: true, ...changes };
        const basedOn = version?.latest ?? 0;
        await saveScheme(tx, { scheme, basedOn, effectiveAt: from, now: clock.now(), actor: "test" });
      });
    },
    async take(records, history = false) {
      await work.run("test", async (tx) => {
        const parsed = records.map((record) => IntakeRecord.parse(record));
        const { outcomes } = await recordBatch(tx, source, parsed, { history, now: clock.now() });
        const refused = outcomes.find(({ outcome }) => outcome !== "taken");
        if (refused) throw new Error(JSON.stringify(refused));
      });
      while ((await deliverReactions(work, clock, byName)) > 0);
      const stuck = await database.kysely.selectFrom("reactions").select("error").executeTakeFirst();
      if (stuck) throw new Error(`a reaction failed: ${stuck.error}`);
    },
    async buy({ id = `O-${++documents}`, shopper, at = clock.now(), paid, quantity = 1, channel = "store", ...how }) {
      const lines = paid.map((amount, index) => ({ sku: `S${index + 1}`, quantity, amount }));
      const who = shopper === undefined ? {} : { shopper };
      const order: IntakeRecordJson = {
        ...{ type: "order", id, at: at.toISOString(), channel, currency: "EUR", lines, ...who },
      };
      await shop.take([order], how.history);
      return id;
    },
    async comeBack(order, units, { at = clock.now(), by, history = false } = {}) {
      const lines = units.flatMap((quantity, index) => (quantity > 0 ? [{ sku: `S${index + 1}`, quantity }] : []));
      const who = by === undefined ? {} : { shopper: by };
      const back: IntakeRecordJson = {
        ...{ type: "return", id: `R-${++documents}`, at: at.toISOString(), order, channel: "store", currency: "EUR" },
        ...{ lines, ...who },
      };
      await shop.take([back], history);
    },
    shopper: async (number) => (await idOf("shoppers", number)) as Id<"shp">,
    order: async (number) => (await idOf("orders", number)) as Id<"ord">,
    async call(actor, operation, input) {
      const session = { token: undefined, start: () => {}, end: () => {} };
      const call = { actor, input, locale: "en", client: "local", session } as const;
      return (await execute(operation as Operation, call, { work, clock })).output;
    },
    async points(number) {
      const shopperId = toWire("shp", await shop.shopper(number));
      return (await shop.call(manager, getPointsOperation, { shopperId })) as ContractOutput<typeof getPoints>;
    },
    async pass(days) {
      clock.advance(days * day);
      while ((await fireTimers(work, clock, new Map([[pointsDue.name, pointsDue]]))) > 0);
    },
    async factsOf(number) {
      const rows = await database.kysely
        .selectFrom("events")
        .select(["type", "data"])
        .where("subject", "=", await shop.shopper(number))
        .where("type", "like", "points.%")
        .orderBy("seq")
        .execute();
      return rows.map(({ type, data }) => ({ type, data: data as Record<string, unknown> }));
    },
    close: () => database.close(),
  };
  return shop;
}
