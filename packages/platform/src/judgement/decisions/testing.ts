import type { z } from "zod";
import type { Actor } from "../../foundation/actors/index.ts";
import { type Clock, systemClock } from "../../foundation/clock/index.ts";
import type { Database } from "../../foundation/database/index.ts";
import { openUnitOfWork } from "../../foundation/events/index.ts";
import { type Id, newId, toWire } from "../../foundation/ids/index.ts";
import { execute } from "../../foundation/operations/index.ts";
import { ProgramDocument, publishProgram } from "../programs/index.ts";
import { decideNextStep } from "./decide.ts";
import type { DecisionView } from "./decision.contract.ts";
import { decisionOperations } from "./decision-operations.ts";
import { moment } from "./moment.ts";

/** A moment of no capability: every store is somebody who could be given something, and the store's name is the region's key. */
export const budgetMoment = (asOf: Date) =>
  moment<null>("test.budget", {
    subject: "sto",
    horizons: [60],
    features: [],
    facts: [],
    modelled: () => false,
    prior: () => ({ mean: -1, sd: 1 }),
    reasonValues: () => ({}),
    assumptions: () => [],
    latest: () => Promise.resolve([]),
    async situations(tx, subjects) {
      const rows = await tx.db.selectFrom("stores").select(["id", "name"]).where("id", "in", subjects).execute();
      return rows.map(({ id, name }) => ({
        ...{ subject: id, shopperId: id as Id<"shp">, storeId: id as Id<"sto">, storeKey: name, asOf, currency: "EUR" },
        basket: { amount: 5_000, marginRate: 0.5, oneProduct: 0.5, units: 2 },
        habits: { orders: 3, returns: 0, returnRate: 0, somethingNew: true },
        context: null,
      }));
    },
  });

type Given = z.input<typeof ProgramDocument>;

/** A visit is worth so much that each offer pays; which, hangs on the budget alone. */
const program: Given = {
  ...{ name: "spender", title: "Spender", moment: "test.budget", currency: "EUR", holdout: 0, exploration: 0.1 },
  actions: [
    { id: "small", terms: { kind: "credit", amount: 300 } },
    { id: "large", terms: { kind: "credit", amount: 900 } },
  ],
  goal: { horizonDays: 60, weights: { visits: 20_000 } },
  validDays: 90,
};

const shop: Actor = { role: "service", id: "shop", scope: {} };

/** A clock that runs in step with the machine's, so many milliseconds ahead of it. */
export function clockAhead(ms: number): Clock {
  const { real } = systemClock();
  return { real, now: () => new Date(real().getTime() + ms) };
}

/** A process that decides about budgets: its own connections, and a clock of its own. */
export interface Spender {
  publish(budget: Given["budget"], change?: Partial<Given>): Promise<number>;
  /** Somebody new, at a store of this name. */
  arrive(store?: string): Promise<string>;
  decide(subject: string): ReturnType<typeof decideNextStep>;
  /** Asks as a service does over HTTP: together with all who ask at the same time. */
  ask(subject: string): Promise<z.input<typeof DecisionView>>;
  /** Decides and dies before anything is committed. */
  decideInVain(subject: string): Promise<void>;
}

export function openSpender(database: Database, clock: Clock): Spender {
  const work = openUnitOfWork(database, clock, []);
  const moment = () => budgetMoment(clock.now());
  const [decide] = decisionOperations([moment()]);
  return {
    publish: (budget, change) => {
      const document = ProgramDocument.parse({ ...program, ...(budget && { budget }), ...change });
      return work.run("test", (tx) => publishProgram(tx, { document, at: clock.now(), by: "test", note: "" }));
    },
    async arrive(store = "anywhere") {
      const id = newId<"sto">();
      await database.kysely.insertInto("stores").values({ id, source: "test", key: id, name: store }).execute();
      return id;
    },
    ask: async (subject) => {
      const input = { moment: "test.budget", subject: toWire("sto", subject) };
      const session = { token: undefined, start() {}, end() {} };
      const call = { actor: shop, input, locale: "en", client: "local", session } as const;
      return (await execute(decide!, call, { work, clock })).output as z.input<typeof DecisionView>;
    },
    decide: (subject) => work.run("test", (tx) => decideNextStep({ tx, clock }, moment(), subject)),
    async decideInVain(subject) {
      const death = new Error("died");
      const decided = work.run("test", async (tx) => {
        await decideNextStep({ tx, clock }, moment(), subject);
        throw death;
      });
      await decided.catch((error: unknown) => {
        if (error !== death) throw error;
      });
    },
  };
}
