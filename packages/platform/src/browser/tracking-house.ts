import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../facts/intake/index.ts";
import { type GivenParcel, type GivenScan, recordScans } from "../facts/parcels/index.ts";
import type { ScanStatus } from "../facts/parcels/status.schema.ts";
import { openBusinessClock, updateRetailer } from "../facts/retailer/index.ts";
import { signed } from "../foundation/auth/index.ts";
import { testDatabase } from "../foundation/database/testing.ts";
import { openUnitOfWork } from "../foundation/events/index.ts";
import { newId } from "../foundation/ids/index.ts";
import { migrationFolders } from "../migrations.ts";
import { startApp } from "../start-app.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** An order, and how its shopper reaches it. */
interface Order {
  readonly number: string;
  readonly id: string;
  readonly shopperId: string;
  readonly link: string;
}

type Days = [first: number, last: number];

interface Furniture {
  ago(hours: number): Date;
  /** Records an order of two things. */
  order(): Promise<Order>;
  /** @param days after today on which it is expected; by the first promise, and as it was revised */
  promise(to: Order, days: Days, revised?: Days): Promise<void>;
  parcel(of: Order, scans: readonly GivenScan[], more?: Partial<GivenParcel>): Promise<void>;
  scan(status: ScanStatus | undefined, hours: number, more?: Partial<GivenScan>): GivenScan;
  /** Something went wrong, and the shopper may choose what is done about it. */
  incident(of: Order, days: Days): Promise<void>;
}

/** A shop whose orders are on their way in every manner; what follows from them is written by the test, since nothing works in the background. */
export async function openTrackingHouse() {
  const database = await testDatabase(migrationFolders);
  const clock = await openBusinessClock(database);
  const work = openUnitOfWork(database, clock, []);
  const now = clock.now();
  await work.run("test", (tx) => updateRetailer(tx, { name: "Northwind Outdoors", timeZone: "Europe/Berlin" }));
  const platform = { database, ownerUrl: database.ownerUrl, work, clock, migrated: [], close: database.close };
  const app = await startApp(
    platform,
    {
      ...{ port: 0, host: "127.0.0.1", roles: new Set(["web"] as const), trustProxy: false },
      ...{ publicUrl: "http://127.0.0.1", mail: undefined },
    },
    false,
  );

  const ago = (hours: number) => new Date(now.getTime() - hours * hour);
  const ahead = (days: number) => new Date(now.getTime() + days * day).toISOString().slice(0, 10);

  let numbers = 1041;
  async function order(): Promise<Order> {
    const number = String(++numbers);
    const record: IntakeRecordJson = {
      ...{ type: "order", id: number, at: ago(72).toISOString(), shopper: `S-${number}`, channel: "online" },
      ...{ currency: "EUR", shipping: 490 },
      lines: [
        { sku: "FJELL-M", title: "Fjell shell jacket, moss, M", quantity: 1, amount: 9_900 },
        { sku: "SOCK-3", title: "Wool socks <three pairs>", quantity: 2, amount: 2_510 },
      ],
    };
    await work.run("test", (tx) => recordBatch(tx, "test", [IntakeRecord.parse(record)], { history: false, now }));
    const query = database.kysely.selectFrom("orders").select(["id", "shopper_id"]).where("key", "=", number);
    const { id, shopper_id } = await query.executeTakeFirstOrThrow();
    const expiresAt = clock.real().getTime() + day;
    const token = await work.run("test", (tx) =>
      signed(tx, { shopperId: shopper_id, orderId: id, expiresAt }, clock.real()),
    );
    return { number, id, shopperId: shopper_id, link: `/l/${token}` };
  }

  async function promise(to: Order, [first, last]: Days, revised: Days = [first, last]) {
    const nothing = {
      service: null,
      slot_from: null,
      slot_until: null,
      q50: 3,
      q90: 5,
      shop_latest: null,
      price: null,
    };
    const unknown = { chance_at_handover: null, settled_on: null, delivered_on: null, cause: null, model_id: null };
    await database.kysely
      .insertInto("promises")
      .values({
        ...{ id: newId(), order_id: to.id, journey_id: newId(), shopper_id: to.shopperId, lane: "-|-|-|-" },
        ...{ basis: "quoted", made_at: ago(72), starts_on: ahead(-3), confidence: 0.93 },
        ...{ first_earliest: ahead(first), first_latest: ahead(last) },
        ...{ earliest: ahead(revised[0]), latest: ahead(revised[1]), revisions: revised[1] === last ? 0 : 1 },
        ...nothing,
        ...unknown,
      })
      .execute();
  }

  const scan = (status: ScanStatus | undefined, hours: number, more: Partial<GivenScan> = {}): GivenScan => ({
    ...{ key: newId(), source: "dhl", code: status ?? "ZZ-9", at: ago(hours), ...(status && { status }) },
    ...more,
  });

  async function parcel(of: Order, scans: readonly GivenScan[], more: Partial<GivenParcel> = {}) {
    const given = { carrier: "DHL", trackingNumber: `JD${of.number}`, orders: [{ key: of.number }], scans, ...more };
    await work.run("test", (tx) => recordScans(tx, [given], { history: false, now: clock.now() }));
  }

  async function incident(of: Order, [earliest, latest]: Days): Promise<void> {
    const id = newId<"inc">();
    await database.kysely
      .insertInto("incidents")
      .values({
        ...{ id, order_id: of.id, shopper_id: of.shopperId, kind: "late", fault: "weather", opened_at: ago(1) },
        ...{ predicted: true, chance_late: 0.8, promised_latest: ahead(2) },
        ...{ new_earliest: ahead(earliest), new_latest: ahead(latest) },
        because: JSON.stringify([{ key: "delivery.because.weather", values: {} }]),
      })
      .execute();
    const options = [
      { option: "credit-5", terms: { kind: "credit", amount: 500 }, cost: 500 },
      { option: "cancel", terms: { kind: "cancel-refund" }, cost: 0 },
    ];
    await database.kysely
      .insertInto("remedies")
      .values({
        ...{ incident_id: id, order_id: of.id, shopper_id: of.shopperId, currency: "EUR", decision_id: newId() },
        ...{ options: JSON.stringify(options), without_answer: "credit-5", state: "offered", offered_at: ago(1) },
        ...{ answer_by: ago(-47), refused: [], told_times: 1 },
      })
      .execute();
  }

  const furniture = { ago, order, promise, parcel, scan, incident };
  return {
    address: app.address ?? "",
    ...{ database, work, clock, ...furniture },
    orders: await furnish(furniture),
    async close() {
      await app.close();
      await database.close();
    },
  };
}

/** Orders in every situation that a page is made for, by name. */
async function furnish({ order, promise, parcel, scan, incident, ago }: Furniture) {
  const orders = {
    nothingKnown: await order(),
    onItsWay: await order(),
    atRisk: await order(),
    late: await order(),
    undecided: await order(),
    arrived: await order(),
    twoParcels: await order(),
    unknownCode: await order(),
  };
  await promise(orders.onItsWay, [2, 3]);
  await parcel(orders.onItsWay, [
    ...[scan("label_created", 40), scan("picked_up", 30, { place: "Hannover" }), scan("in_transit", 20)],
    ...[scan("in_transit", 9, { place: "Kassel" }), scan("in_transit", 1, { place: "Frankfurt am Main" })],
  ]);
  await promise(orders.atRisk, [1, 2]);
  await parcel(orders.atRisk, [
    ...[scan("label_created", 40), scan("picked_up", 33, { place: "Hannover" })],
    scan("delayed", 2, { place: "Hamburg", fault: "weather", text: "Sendung verzögert sich" }),
  ]);
  await incident(orders.atRisk, [3, 4]);
  await promise(orders.late, [-3, -1], [1, 6]);
  await incident(orders.late, [1, 6]);
  await parcel(orders.late, [scan("in_transit", 50, { place: "Donaudampfschifffahrtsgesellschaft" })]);
  await promise(orders.undecided, [0, 1]);
  await incident(orders.undecided, [8, 21]);
  await promise(orders.arrived, [-2, 1]);
  await parcel(orders.arrived, [scan("in_transit", 30), scan("delivered", 3, { place: "Bremen" })]);
  await promise(orders.twoParcels, [0, 0]);
  await parcel(orders.twoParcels, [scan("out_for_delivery", 1)]);
  const other = { trackingNumber: "1Z999", carrier: "UPS", estimatedUntil: ago(-24) };
  await parcel(orders.twoParcels, [scan("in_transit", 2)], other);
  await parcel(orders.unknownCode, [scan(undefined, 5, { text: "Held <for> inspection" })]);
  return orders;
}
