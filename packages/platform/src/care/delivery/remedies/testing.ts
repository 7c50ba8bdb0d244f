import type { FastifyInstance } from "fastify";
import type { IncidentKind, IncidentOutcome } from "../../../facts/delivery/incident.schema.ts";
import { incidentClosed, incidentOpened } from "../../../facts/delivery/index.ts";
import { IntakeRecord, recordBatch } from "../../../facts/intake/index.ts";
import type { Role } from "../../../foundation/actors/index.ts";
import type { TestClock } from "../../../foundation/clock/index.ts";
import type { Database } from "../../../foundation/database/index.ts";
import type { UnitOfWork } from "../../../foundation/events/index.ts";
import { type Id, newId, toWire } from "../../../foundation/ids/index.ts";
import { deliverReactions, type Reaction } from "../../../foundation/reactions/index.ts";
import { fireTimers, type Timer } from "../../../foundation/timers/index.ts";
import { type ProgramDocument, programsInForce, publishProgram } from "../../../judgement/programs/index.ts";
import { type MessageKind, outboxTransport, sendMessages } from "../../../means/messages/index.ts";
import { deliveryRemedy } from "./delivery-remedy.ts";

/** The whole house, and what it does by itself. It comes from the test: what there is is known at its root, above this floor. */
export interface House {
  readonly database: Database;
  readonly clock: TestClock;
  readonly work: UnitOfWork;
  readonly server: FastifyInstance;
  authorization(role: Role, scope?: Readonly<Record<string, string>>): Promise<{ authorization: string }>;
  close(): Promise<void>;
}

interface ByItself {
  readonly reactions: readonly Reaction[];
  readonly timers: readonly Timer[];
  readonly messageKinds: readonly MessageKind[];
}

/** An order as a test needs it. */
export interface Sold {
  readonly orderId: Id<"ord">;
  readonly shopperId: Id<"shp">;
}

interface SoldGiven {
  readonly key: string;
  /** Minor units. */
  readonly shipping?: number;
  readonly lines?: readonly { readonly sku: string; readonly quantity: number; readonly paid: number }[];
  readonly currency?: string;
  readonly country?: string;
  readonly at?: string;
}

/** Bought by a shopper of its own, told as a shop tells it. */
export async function soldOrder({ work, clock, database }: House, given: SoldGiven): Promise<Sold> {
  const { key, shipping = 0, lines = [{ sku: "A", quantity: 1, paid: 5_000 }], currency = "EUR" } = given;
  const records = [
    { type: "shopper", id: key, email: `${key}@example.test` },
    {
      ...{ type: "order", id: `O-${key}`, at: given.at ?? "2026-03-02T09:00:00Z", shopper: key, channel: "online" },
      ...{ currency, lines: lines.map(({ sku, quantity, paid }) => ({ sku, quantity, amount: paid })) },
      ...(shipping > 0 && { shipping }),
      ...(given.country !== undefined && { delivery: { country: given.country } }),
    },
  ].map((record) => IntakeRecord.parse(record));
  await work.run("test", (tx) => recordBatch(tx, "test", records, { history: true, now: clock.now() }));
  const row = await database.kysely
    .selectFrom("orders")
    .select(["id", "shopper_id"])
    .where("key", "=", `O-${key}`)
    .executeTakeFirstOrThrow();
  return { orderId: row.id as Id<"ord">, shopperId: row.shopper_id as Id<"shp"> };
}

interface IncidentGiven {
  readonly kind?: IncidentKind;
  /** Null where nothing was promised. */
  readonly promisedLatest?: string | null;
  readonly newLatest?: string | undefined;
}

/** Opens an incident of the order, with its fact. */
export async function openedIncident(
  { work, clock }: House,
  { orderId, shopperId }: Sold,
  { kind = "late", promisedLatest = "2026-03-10", newLatest = "2026-03-14" }: IncidentGiven = {},
): Promise<{ readonly incidentId: Id<"inc"> }> {
  const incidentId = newId<"inc">();
  await work.run("test", async (tx) => {
    const at = clock.now();
    await tx.db
      .insertInto("incidents")
      .values({
        ...{ id: incidentId, order_id: orderId, shopper_id: shopperId, parcel_id: null, promise_id: null, kind },
        ...{ fault: "carrier", opened_at: at, predicted: true, chance_late: 0.8, promised_latest: promisedLatest },
        ...{ new_earliest: newLatest, new_latest: newLatest },
        because: JSON.stringify([{ key: "delivery.because.weather", values: {} }]),
      })
      .execute();
    const told = {
      chanceLate: 0.8,
      ...(promisedLatest && { promisedLatest }),
      newEarliest: newLatest,
      newLatest,
      predicted: true,
    };
    const data = { incidentId, orderId, shopperId, kind, fault: "carrier", ...told } as const;
    await tx.append(incidentOpened({ subject: shopperId, at, data }));
  });
  return { incidentId };
}

/** Goodwill of two kinds, and something that only the shop can do. */
export const someActions: ProgramDocument["actions"] = [
  { id: "credit-5", terms: { kind: "credit", amount: 500 }, contact: 0 },
  { id: "postage-back", terms: { kind: "shipping-refund" }, contact: 0 },
  { id: "express", terms: { kind: "express-upgrade", cost: 100 }, contact: 0, eligible: "can_upgrade" },
];

/** A house in which deliveries get into trouble. What is best is recommended: nothing is tried out and nobody withheld from. */
export interface Troubles extends House {
  readonly sell: (given: SoldGiven) => Promise<Sold>;
  /** Opens an incident and lets everything react to it. */
  readonly open: (sold: Sold, given?: IncidentGiven) => Promise<Id<"inc">>;
  readonly end: (sold: Sold, incidentId: Id<"inc">, outcome: IncidentOutcome) => Promise<void>;
  /** Reactions, timers that are due, and messages, until nothing is left. */
  readonly settle: () => Promise<void>;
  readonly call: <Body>(asker: Asker, method: "GET" | "POST", path: string, payload?: object) => Promise<Answer<Body>>;
  /** What the shopper sees. */
  readonly choices: (sold: Sold) => Promise<Shown>;
  readonly choose: (sold: Sold, incidentId: Id<"inc">, option: string, by?: Role) => Promise<Answer<Shown>>;
  /** The shop says what became of something it was asked to do. */
  readonly report: (requestId: string | undefined, what: object) => Promise<Answer<Requested>>;
  readonly refundsOf: (orderId: string) => Promise<readonly { readonly amount: bigint; readonly reason: string }[]>;
  /** Undefined where no credit was ever booked. */
  readonly creditOf: (shopperId: string) => Promise<bigint | undefined>;
  readonly mails: (sold: Sold) => Promise<readonly Mail[]>;
}

interface Asker {
  readonly role: Role;
  readonly scope?: Readonly<Record<string, string>>;
}

interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** A remedy in its wire form, as far as tests look at it. */
export interface Shown {
  readonly type?: string;
  readonly state: string;
  readonly chosen?: string;
  readonly chosenBy?: string;
  readonly withoutAnswer?: string;
  readonly additionalPeriodUntil?: string;
  readonly options: readonly {
    option: string;
    kind: string;
    byLaw: boolean;
    recommended: boolean;
    until?: string;
    amount?: number;
  }[];
  readonly result?: { state: string; requestId?: string; refundId?: string; creditEntryId?: string; offerId?: string };
  readonly law?: { regime: string; verified: boolean; silence?: string; silenceUntil?: string };
}

interface Requested {
  readonly state: string;
  readonly result?: { readonly parcel?: string };
}

interface Mail {
  readonly kind: string;
  readonly key: string;
  readonly state: string;
  readonly subject: string | null;
  readonly body: string | null;
}

/** @param change of the program that the house ships with, beside trying nothing out */
export async function troubles(
  house: House,
  { reactions, timers, messageKinds }: ByItself,
  change: Partial<ProgramDocument> = {},
): Promise<Troubles> {
  const { work, clock, database, server } = house;
  await publishPlainly(house, change);
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]));
  const timersByName = new Map(timers.map((timer) => [timer.name, timer]));
  const settle = async () => {
    let done: number;
    do {
      done = await deliverReactions(work, clock, byName);
      done += await fireTimers(work, clock, timersByName);
      done += await sendMessages(office);
    } while (done > 0);
    const failed = await database.kysely.selectFrom("reactions").select(["reaction", "error"]).execute();
    const stuck = await database.kysely
      .selectFrom("timers")
      .select(["key", "error"])
      .where("error", "is not", null)
      .execute();
    if (failed.length + stuck.length > 0) throw new Error(JSON.stringify([failed, stuck]));
  };
  const transports = [outboxTransport("email")];
  const office = { work, clock, kinds: messageKinds, transports, publicUrl: "https://shop.test" };
  const call: Troubles["call"] = async <Body>(asker: Asker, method: "GET" | "POST", path: string, payload?: object) => {
    const headers = await house.authorization(asker.role, asker.scope);
    const answer = await server.inject({ method, url: `/v1/${path}`, headers, ...(payload && { payload }) });
    return { status: answer.statusCode, body: answer.json() as Body };
  };
  const own = ({ orderId, shopperId }: Sold) => ({ role: "shopper", scope: { orderId, shopperId } }) as const;
  return {
    ...house,
    sell: (given) => soldOrder(house, given),
    async open(sold, given) {
      const { incidentId } = await openedIncident(house, sold, given);
      await settle();
      return incidentId;
    },
    async end({ orderId, shopperId }, incidentId, outcome) {
      await work.run("test", async (tx) => {
        const at = clock.now();
        const closing = { closed_at: at, outcome, closed_by: null };
        await tx.db.updateTable("incidents").set(closing).where("id", "=", incidentId).execute();
        const data = { incidentId, orderId, shopperId, kind: "late", outcome } as const;
        await tx.append(incidentClosed({ subject: shopperId, at, data }));
      });
      await settle();
    },
    settle,
    call,
    async choices(sold) {
      const path = `orders/${toWire("ord", sold.orderId)}/remedy`;
      return (await call<{ remedy: Shown }>(own(sold), "GET", path)).body.remedy;
    },
    choose(sold, incidentId, option, by) {
      const asker = by === undefined ? own(sold) : { role: by };
      return call<Shown>(asker, "POST", `incidents/${toWire("inc", incidentId)}/choice`, { option });
    },
    report: (requestId, what) =>
      call<Requested>({ role: "service" }, "POST", `delivery-requests/${requestId}/reports`, what),
    refundsOf: (orderId) =>
      database.kysely.selectFrom("refunds").select(["amount", "reason"]).where("order_id", "=", orderId).execute(),
    async creditOf(shopperId) {
      const accounts = database.kysely.selectFrom("store_credit_accounts").select("balance");
      return (await accounts.where("shopper_id", "=", shopperId).executeTakeFirst())?.balance;
    },
    async mails({ shopperId }) {
      return database.kysely
        .selectFrom("messages as m")
        .leftJoin("message_contents as c", "c.message_id", "m.id")
        .select(["m.kind", "m.key", "m.state", "c.subject", "c.body"])
        .where("m.shopper_id", "=", shopperId)
        .where("m.channel", "=", "email")
        .orderBy("m.queued_at")
        .orderBy("m.id")
        .execute();
    },
  };
}

async function publishPlainly({ work, clock }: House, change: Partial<ProgramDocument>): Promise<void> {
  await work.run("test", async (tx) => {
    const [shipped] = await programsInForce(tx, deliveryRemedy);
    if (!shipped) throw new Error("the house ships with no program for deliveries");
    const { goal } = shipped.document;
    const plain = { exploration: 0, holdout: 0, warmUp: { days: 0, exploration: 0 } };
    // Who comes again is worth much, so that every remedy is worth its cost.
    const generous = { ...goal, weights: { ...goal.weights, visits: 30_000 } };
    const document = { ...shipped.document, ...plain, goal: generous, ...change };
    await publishProgram(tx, { document, at: clock.now(), by: "test", note: "" });
  });
}
