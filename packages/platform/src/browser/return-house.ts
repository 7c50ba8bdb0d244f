import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../facts/intake/index.ts";
import { openBusinessClock, updateRetailer } from "../facts/retailer/index.ts";
import { operator } from "../foundation/actors/index.ts";
import { signed } from "../foundation/auth/index.ts";
import { testDatabase } from "../foundation/database/testing.ts";
import { openUnitOfWork } from "../foundation/events/index.ts";
import { toWire } from "../foundation/ids/index.ts";
import { execute, type Operation } from "../foundation/operations/index.ts";
import { returnPolicyOperations } from "../judgement/return-policies/index.ts";
import { PolicyDocument, usualPolicy } from "../judgement/return-policies/policy.schema.ts";
import { migrationFolders } from "../migrations.ts";
import { startApp } from "../start-app.ts";

const day = 86_400_000;

/** An order that has arrived, and how its shopper reaches it. */
export interface ArrivedOrder {
  readonly number: string;
  readonly id: string;
  readonly link: string;
}

/** Goods of every kind, with long names as shops write them. */
const products: IntakeRecordJson[] = [
  {
    ...{ type: "product", id: "KARST", title: "Karst Hiking Boot", category: "Footwear", currency: "EUR" },
    variants: ["42", "43"].map((size) => ({ sku: `KARST-${size}`, title: `${size} / Black`, price: 8_950 })),
  },
  {
    ...{ type: "product", id: "FJELL", title: "Fjell shell jacket, moss green, with a detachable hood" },
    ...{ category: "Jackets", variants: [{ sku: "FJELL-M" }] },
  },
  { type: "product", id: "GLIM", title: "Glim head torch", category: "Electronics", variants: [{ sku: "GLIM-1" }] },
];

const usual = PolicyDocument.encode(usualPolicy);

/** What the shop grants: three ways back, a fee that a faulty article does not have, and credit with something on top. */
const policy = {
  ...usual,
  costOfSending: 495,
  usual: {
    ...usual.usual,
    ...{ logisticsFee: 495, bonusPercent: 10, refundTiming: "received" },
    ...{ methods: ["drop-off", "home-pick-up", "store"], resolutions: ["refund", "store-credit", "exchange"] },
  },
  rules: [
    {
      ...{ name: "new-here", layer: "segment", when: 'segment == "new"', grants: { windowDays: 60 } },
      says: {
        en: "60 days, because this is one of your first orders with us.",
        de: "60 Tage, weil dies eine Ihrer ersten Bestellungen bei uns ist.",
        nl: "60 dagen, omdat dit een van je eerste bestellingen bij ons is.",
        zh: "60 天，因为这是您在本店最早的订单之一。",
      },
    },
  ],
};

/** A shop whose orders have come, for what goes back of them. */
export async function openReturnHouse() {
  const database = await testDatabase(migrationFolders);
  const clock = await openBusinessClock(database);
  const work = openUnitOfWork(database, clock, []);
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
  const ago = (days: number) => new Date(clock.now().getTime() - days * day).toISOString();
  const record = (...records: IntakeRecordJson[]) =>
    work.run("test", (tx) =>
      recordBatch(
        tx,
        "test",
        records.map((one) => IntakeRecord.parse(one)),
        { history: false, now: clock.now() },
      ),
    );
  await record(...products, { type: "stock", sku: "KARST-43", available: 4, at: ago(1) });
  const publish = returnPolicyOperations.find(({ contract }) => contract.name === "return-policy.publish") as Operation;
  const session = { token: undefined, start: () => {}, end: () => {} };
  const input = { document: policy, after: 0 };
  await execute(publish, { actor: operator, input, session, locale: "en", client: "test" }, { work, clock });

  let numbers = 2041;
  /** @param arrivedDaysAgo when it came */
  async function order(skus: readonly (readonly [sku: string, quantity: number])[], arrivedDaysAgo = 3) {
    const number = String(++numbers);
    const lines = skus.map(([sku, quantity]) => ({ sku, quantity, amount: 8_950 * quantity }));
    await record(
      {
        ...{ type: "order", id: number, at: ago(arrivedDaysAgo + 4), shopper: `S-${number}`, channel: "online" },
        ...{ currency: "EUR", shipping: 490, contact: { country: "DE", email: `s-${number}@example.test` }, lines },
      },
      {
        ...{ type: "parcel", id: `P-${number}`, order: number, shippedAt: ago(arrivedDaysAgo + 3) },
        deliveredAt: ago(arrivedDaysAgo),
      },
    );
    const query = database.kysely.selectFrom("orders").select(["id", "shopper_id"]).where("key", "=", number);
    const { id, shopper_id: shopperId } = await query.executeTakeFirstOrThrow();
    const expiresAt = clock.real().getTime() + day;
    const token = await work.run("test", (tx) => signed(tx, { shopperId, orderId: id, expiresAt }, clock.real()));
    return { number, id: toWire("ord", id), link: `/l/${token}` };
  }

  return {
    ...{ address: app.address ?? "", database, work, clock, order },
    async close() {
      await app.close();
      await database.close();
    },
  };
}
