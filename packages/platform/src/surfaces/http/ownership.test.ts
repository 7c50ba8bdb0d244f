import assert from "node:assert/strict";
import { test } from "node:test";
import { operations } from "../../capabilities.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import type { Actor, Role } from "../../foundation/actors/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { aPng } from "../../foundation/files/testing.ts";
import { type Id, newId, toUuid, toWire } from "../../foundation/ids/index.ts";
import { anything } from "../../foundation/operations/index.ts";
import { recordAdverseDecision } from "../../judgement/fairness/index.ts";
import { openCollection } from "../../means/collecting/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";

const records: IntakeRecordJson[] = [
  { type: "store", id: "north", name: "North" },
  { type: "store", id: "south", name: "South" },
  { type: "shopper", id: "anna" },
  { type: "shopper", id: "ben" },
  ...["anna", "ben"].flatMap((shopper): IntakeRecordJson[] => [
    {
      type: "order",
      id: `O-${shopper}`,
      at: "2026-01-10T10:00:00Z",
      shopper,
      channel: "online",
      currency: "EUR",
      lines: [{ sku: "A", quantity: 4, amount: 4000 }],
    },
    {
      type: "return",
      id: `R-${shopper}`,
      at: "2026-02-10T10:00:00Z",
      shopper,
      order: `O-${shopper}`,
      channel: "store",
      store: "north",
      currency: "EUR",
      lines: [{ sku: "A", quantity: 1 }],
    },
  ]),
];

/** What Anna brought back waits in the northern store. */
async function itemOf(tx: Tx, returnKey: string): Promise<string> {
  const { id: returnId, ...of } = await tx.db
    .selectFrom("returns")
    .selectAll()
    .where("key", "=", returnKey)
    .executeTakeFirstOrThrow();
  const id = newId<"itm">();
  const line = {
    return_id: returnId,
    return_line: 1,
    piece: 1,
    shopper_id: of.shopper_id,
    source: of.source,
    sku: "A",
  };
  const units = { quantity: 1, currency: of.currency, paid: 1000n, store_id: of.store_id };
  await tx.db
    .insertInto("items")
    .values({ id, ...line, ...units, received_at: of.returned_at, state: "waiting" })
    .execute();
  return id;
}

/** Ben's order is late, and he can choose what is done about it. */
async function openIncident(tx: Tx, at: Date): Promise<string> {
  const order = await tx.db.selectFrom("orders").selectAll().where("key", "=", "O-ben").executeTakeFirstOrThrow();
  const about = { order_id: order.id, shopper_id: order.shopper_id };
  const id = newId<"inc">();
  const incident = { id, ...about, kind: "late", opened_at: at, predicted: true, chance_late: 0.8 } as const;
  await tx.db
    .insertInto("incidents")
    .values({ ...incident, because: "[]" })
    .execute();
  const offered = { state: "offered", offered_at: at, answer_by: at, options: "[]" } as const;
  await tx.db
    .insertInto("remedies")
    .values({ incident_id: id, ...about, currency: "EUR", decision_id: newId<"dec">(), ...offered })
    .execute();
  return id;
}

/** Anna is asked to pay something for her order. */
async function openAnnasCollection(tx: Tx, clock: Clock): Promise<string> {
  const order = await tx.db.selectFrom("orders").selectAll().where("key", "=", "O-anna").executeTakeFirstOrThrow();
  const { id } = await openCollection(tx, clock, {
    ...{ purpose: "test", kind: "payment", amount: 500n, currency: "EUR", until: clock.now() },
    ...{ shopperId: order.shopper_id as Id<"shp">, orderId: order.id as Id<"ord"> },
  });
  return toWire("col", id);
}

/** Something was decided against Anna about her order. */
async function decideAgainst(tx: Tx, at: Date): Promise<string> {
  const order = await tx.db.selectFrom("orders").selectAll().where("key", "=", "O-anna").executeTakeFirstOrThrow();
  const about = { shopperId: order.shopper_id, orderId: order.id, subject: newId<"rrq">(), currency: "EUR", at };
  await recordAdverseDecision(tx, { ...about, kind: "return-terms", outcome: [], reasons: [], data: [] });
  const made = tx.db.selectFrom("adverse_decisions").select("id").where("order_id", "=", order.id);
  return (await made.executeTakeFirstOrThrow()).id;
}

/** Anna gets something else for what goes back. */
async function openAnnasExchange(tx: Tx, at: Date): Promise<string> {
  const order = await tx.db.selectFrom("orders").selectAll().where("key", "=", "O-anna").executeTakeFirstOrThrow();
  const id = newId<"exc">();
  const none = { confirmed_at: null, goods_by: null, received_at: null, given_up_at: null, asked_at: null };
  await tx.db
    .insertInto("exchanges")
    .values({
      ...{ id, number: "EX-1", return_request_id: newId(), order_id: order.id, shopper_id: order.shopper_id, ...none },
      ...{
        currency: "EUR",
        state: "reserved",
        is_instant: false,
        value: 100n,
        price: 100n,
        requested_at: at,
        locale: "en",
      },
      ...{
        requested_by: "test",
        shipped_at: null,
        parcel_key: null,
        refund_id: null,
        ended_at: null,
        ended_because: null,
      },
    })
    .execute();
  return toWire("exc", id);
}

/** Two stores, two shoppers with an order each, a return at the northern store, and its decision. */
async function furnish(house: TestHouse) {
  const { work, clock, server } = house;
  return work
    .run("test", async (tx) => {
      await recordBatch(
        tx,
        "test",
        records.map((record) => IntakeRecord.parse(record)),
        { history: true, now: clock.now() },
      );
      const idOf = async (table: "stores" | "orders" | "returns" | "shoppers", key: string) =>
        (await tx.db.selectFrom(table).select("id").where("key", "=", key).executeTakeFirstOrThrow()).id;
      return {
        north: await idOf("stores", "north"),
        south: await idOf("stores", "south"),
        annasOrder: await idOf("orders", "O-anna"),
        bensOrder: await idOf("orders", "O-ben"),
        anna: await idOf("shoppers", "anna"),
        ben: await idOf("shoppers", "ben"),
        annasReturn: await idOf("returns", "R-anna"),
        bensIncident: await openIncident(tx, clock.now()),
        annasDecision: await decideAgainst(tx, clock.now()),
        annasCollection: await openAnnasCollection(tx, clock),
        annasExchange: await openAnnasExchange(tx, clock.now()),
        item: await itemOf(tx, "R-anna"),
      };
    })
    .then(async (ids) => {
      const headers = { ...(await house.authorization("admin")), "content-type": "application/json" };
      const payload = { moment: "return.incentive", subject: toWire("ret", ids.annasReturn) };
      const decided = await server.inject({ method: "POST", url: "/v1/decisions", headers, payload });
      assert.equal(decided.statusCode, 200, decided.body);
      const issued = await server.inject({
        ...{ method: "POST", url: `/v1/orders/${toWire("ord", ids.annasOrder)}/refunds`, headers },
        payload: { amount: 100, reason: "goodwill", reference: "case 1" },
      });
      assert.equal(issued.statusCode, 200, issued.body);
      const saved = await server.inject({
        ...{ method: "PUT", url: "/v1/content/washing", headers },
        payload: {
          ...{ kind: "care", moment: "before-arrival", language: "en", targets: [{ match: "all" }] },
          texts: { en: { title: "Washing", summary: "Cold.", body: "At 30 degrees." } },
        },
      });
      assert.equal(saved.statusCode, 200, saved.body);
      const announced = await server.inject({
        ...{ method: "POST", url: `/v1/orders/${toWire("ord", ids.annasOrder)}/return-requests`, headers },
        payload: {
          ...{ lines: [{ line: 1, quantity: 1, reason: "too-small" }], plea: "It never fitted." },
          ...{ method: "drop-off", resolution: "refund" },
        },
      });
      assert.equal(announced.statusCode, 200, announced.body);
      const photographed = await server.inject({
        ...{ method: "POST", url: `/v1/orders/${toWire("ord", ids.annasOrder)}/return-photos` },
        ...{ headers: await house.authorization("admin"), payload: formOf({ line: 1 }, ["photo"]) },
      });
      assert.equal(photographed.statusCode, 200, photographed.body);
      const claimed = await server.inject({
        ...{ method: "POST", url: `/v1/orders/${toWire("ord", ids.annasOrder)}/claims`, headers },
        payload: { lines: [{ line: 1, quantity: 1, reason: "stained" }], remedy: "price-reduction" },
      });
      assert.equal(claimed.statusCode, 200, claimed.body);
      const given = await server.inject({
        ...{ method: "POST", url: `/v1/orders/${toWire("ord", ids.bensOrder)}/gift-codes`, headers, payload: {} },
      });
      assert.equal(given.statusCode, 200, given.body);
      const { code, gift } = given.json() as { code: string; gift: { giftId: string } };
      const opened = await server.inject({ method: "POST", url: "/v1/gift-lookups", headers, payload: { code } });
      assert.equal(opened.statusCode, 200, opened.body);
      const giving = await server.inject({
        ...{ method: "POST", url: `/v1/gifts/${gift.giftId}/return-requests`, headers },
        payload: { ...giftReturn, lines: [{ line: 1, quantity: 1, reason: "too-small" }] },
      });
      assert.equal(giving.statusCode, 200, giving.body);
      return {
        ...ids,
        giftId: gift.giftId,
        giftRequestId: (giving.json() as { returnRequestId: string }).returnRequestId,
        claimId: (claimed.json() as { claimId: string }).claimId,
        contentId: (saved.json() as { item: { contentId: string } }).item.contentId,
        decisionId: (decided.json() as { decisionId: string }).decisionId,
        refundId: (issued.json() as { refundId: string }).refundId,
        photoId: (photographed.json() as { photoId: string }).photoId,
        returnRequestId: (announced.json() as { returnRequestId: string }).returnRequestId,
      };
    });
}

function formOf(fields: Record<string, unknown>, uploads: readonly string[]): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  for (const name of uploads) form.set(name, new Blob([new Uint8Array(aPng())]), "photo.png");
  return form;
}

/** How somebody gives a gift back. */
const giftReturn = {
  ...{ method: "drop-off", resolution: "gift-card", email: "ben@example.test", plea: "It never fitted." },
};

type World = Awaited<ReturnType<typeof furnish>>;

interface Case {
  /** Who may, and who of the same role may not. */
  readonly owner: Actor["scope"];
  readonly stranger: Actor["scope"];
  readonly input: Record<string, unknown>;
  /** What the stranger gets: 404 where even the existence is nobody's business, an empty list of what is not theirs. */
  readonly refusal?: 403 | 404 | "empty list";
}

/** One case for each operation and role whose rule is not "anything". */
const cases: Readonly<Record<string, Partial<Record<Role, (world: World) => Case>>>> = {
  "decisions.decide": {
    associate: (world) => ({
      ...ofStore(world),
      input: { moment: "return.incentive", subject: toWire("ret", world.annasReturn) },
    }),
  },
  "decisions.get": { associate: (world) => ({ ...ofStore(world), input: { decisionId: world.decisionId } }) },
  "decisions.search": { associate: (world) => ({ ...ofStore(world), input: {}, refusal: "empty list" }) },
  "returns.get": {
    associate: (world) => ({ ...ofStore(world), input: { returnId: toWire("ret", world.annasReturn) } }),
  },
  "returns.list": { associate: (world) => ({ ...ofStore(world), input: {}, refusal: "empty list" }) },
  "returns.take-back": {
    associate: (world) => ({
      ...ofStore(world),
      input: {
        orderId: toWire("ord", world.annasOrder),
        storeId: toWire("sto", world.north),
        lines: [{ line: 1, quantity: 1 }],
      },
    }),
  },
  "returns.take-back-visit": {
    associate: (world) => ({
      ...ofStore(world),
      input: {
        storeId: toWire("sto", world.north),
        orders: [{ orderId: toWire("ord", world.annasOrder), lines: [{ line: 1, quantity: 1 }] }],
      },
    }),
  },
  "returns.preview-visit": {
    associate: (world) => ({
      ...ofStore(world),
      input: {
        storeId: toWire("sto", world.north),
        orders: [{ orderId: toWire("ord", world.annasOrder), lines: [{ line: 1, quantity: 1 }] }],
      },
    }),
  },
  "returns.money": {
    associate: (world) => ({ ...ofStore(world), input: { returnId: toWire("ret", world.annasReturn) } }),
  },
  "returns.value-without-receipt": {
    associate: (world) => ({
      ...ofStore(world),
      input: { storeId: toWire("sto", world.north), lines: [{ sku: "A", quantity: 1 }] },
    }),
  },
  "returns.take-without-receipt": {
    associate: (world) => ({
      ...ofStore(world),
      input: { storeId: toWire("sto", world.north), lines: [{ sku: "A", quantity: 1 }] },
    }),
  },
  "incentives.hand-over": { associate: (world) => ({ ...ofStore(world), input: { decisionId: world.decisionId } }) },
  "orders.get": { shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }) },
  "gifts.make-code": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "gifts.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "gifts.get": { shopper: (world) => ({ ...ofGift(world), input: { giftId: world.giftId } }) },
  "gifts.return-options": {
    shopper: (world) => ({
      ...ofGift(world),
      input: { giftId: world.giftId, lines: [{ line: 1, quantity: 1, reason: "too-small" }] },
    }),
  },
  "gifts.announce-return": {
    shopper: (world) => ({
      ...ofGift(world),
      input: {
        ...{ ...giftReturn, giftId: world.giftId, returnRequestId: world.giftRequestId },
        lines: [{ line: 1, quantity: 1, reason: "too-small" }],
      },
    }),
  },
  "gifts.cancel-return": {
    shopper: (world) => ({
      ...ofGift(world),
      input: { giftId: world.giftId, returnRequestId: world.giftRequestId },
    }),
  },
  "promises.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "return-terms.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "return-requests.options": {
    shopper: (world) => ({
      ...ofOrder(world),
      input: { orderId: toWire("ord", world.annasOrder), lines: [{ line: 1, quantity: 1, reason: "too-small" }] },
    }),
  },
  "return-requests.create": {
    shopper: (world) => ({
      ...ofOrder(world),
      input: {
        ...{ orderId: toWire("ord", world.annasOrder), lines: [{ line: 1, quantity: 1, reason: "too-small" }] },
        ...{ method: "drop-off", resolution: "refund", plea: "It never fitted." },
      },
    }),
  },
  "return-requests.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "return-requests.get": {
    shopper: (world) => ({ ...ofOrder(world), input: { returnRequestId: world.returnRequestId } }),
  },
  "return-requests.label": {
    shopper: (world) => ({ ...ofOrder(world), input: { returnRequestId: world.returnRequestId } }),
  },
  "return-requests.qr": {
    shopper: (world) => ({ ...ofOrder(world), input: { returnRequestId: world.returnRequestId } }),
  },
  "return-photos.add": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder), line: 1 } }),
  },
  "return-photos.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "return-photos.get": { shopper: (world) => ({ ...ofOrder(world), input: { photoId: world.photoId } }) },
  "return-photos.remove": { shopper: (world) => ({ ...ofOrder(world), input: { photoId: world.photoId } }) },
  "return-requests.cancel": {
    shopper: (world) => ({ ...ofOrder(world), input: { returnRequestId: world.returnRequestId } }),
  },
  "return-requests.receive": {
    associate: (world) => ({
      ...ofStore(world),
      input: {
        ...{ returnRequestId: world.returnRequestId, storeId: toWire("sto", world.north) },
        lines: [{ line: 1, quantity: 1 }],
      },
    }),
  },
  "claims.report": {
    shopper: (world) => ({
      ...ofOrder(world),
      input: {
        ...{ orderId: toWire("ord", world.annasOrder), remedy: "price-reduction" },
        lines: [{ line: 1, quantity: 1, reason: "stained" }],
      },
    }),
  },
  "claims.rights-of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "claims.options": {
    shopper: (world) => ({
      ...ofOrder(world),
      input: {
        orderId: toWire("ord", world.annasOrder),
        lines: [{ line: 1, quantity: 1, reason: "stained" }],
      },
    }),
  },
  "claims.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "claims.get": { shopper: (world) => ({ ...ofOrder(world), input: { claimId: world.claimId } }) },
  "adverse-decisions.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "appeals.make": {
    shopper: (world) => ({ ...ofOrder(world), input: { adverseDecisionId: toWire("adv", world.annasDecision) } }),
  },
  "return-reasons.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "collections.get": {
    shopper: (world) => ({ ...ofOrder(world), input: { collectionId: world.annasCollection } }),
  },
  "collections.report": {
    associate: (world) => ({
      ...ofStore(world),
      input: { collectionId: world.annasCollection, storeId: toWire("sto", world.north), outcome: "made" },
    }),
  },
  "exchanges.request": {
    shopper: (world) => ({
      ...ofOrder(world),
      input: { returnRequestId: world.returnRequestId, lines: [{ line: 1, sku: "A" }] },
    }),
  },
  "exchanges.choices": {
    shopper: (world) => ({ ...ofOrder(world), input: { returnRequestId: world.returnRequestId } }),
  },
  "exchanges.get": { shopper: (world) => ({ ...ofOrder(world), input: { exchangeId: world.annasExchange } }) },
  "exchanges.cancel": { shopper: (world) => ({ ...ofOrder(world), input: { exchangeId: world.annasExchange } }) },
  "exchanges.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "exchanges.pay-instead": {
    shopper: (world) => ({ ...ofOrder(world), input: { returnRequestId: world.returnRequestId } }),
  },
  "exchanges.substitutes": {
    shopper: (world) => ({
      ...ofOrder(world),
      input: { orderId: toWire("ord", world.annasOrder), lines: [{ line: 1, quantity: 1 }] },
    }),
  },
  "offers.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "content.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "content.read": { shopper: aContent },
  "content.open": { shopper: aContent },
  "content.ask-help": { shopper: aContent },
  "points.get": { associate: (world) => ({ ...ofStore(world), input: { shopperId: toWire("shp", world.anna) } }) },
  "points.movements": {
    associate: (world) => ({ ...ofStore(world), input: { shopperId: toWire("shp", world.anna) } }),
  },
  "points.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "points.redeem": {
    associate: (world) => ({
      ...ofStore(world),
      input: { shopperId: toWire("shp", world.anna), storeId: toWire("sto", world.north), points: 100 },
    }),
  },
  "shipping.set-occasion": {
    shopper: (world) => ({
      ...ofOrder(world),
      input: { orderId: toWire("ord", world.annasOrder), occasion: { kind: "birthday", on: "2026-03-01" } },
    }),
  },
  "refunds.balance": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "refunds.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "items.search": { associate: (world) => ({ ...ofStore(world), input: {}, refusal: "empty list" }) },
  "items.get": { associate: anItem },
  "items.inspect": { associate: (world) => withMore(anItem(world), { grade: "A" }) },
  "items.undo": { associate: anItem },
  "strays.take-in": {
    associate: (world) => ({
      ...ofStore(world),
      input: { storeId: toWire("sto", world.north), goods: [{ sku: "A", quantity: 1 }] },
    }),
  },
  "strays.assign": { associate: (world) => withMore(anItem(world), { to: { as: "house", because: "left-to-us" } }) },
  "strays.ask": { associate: anItem },
  "items.refurbish": {
    associate: (world) => withMore(anItem(world), { destinationId: toWire("dst", newId<"dst">()) }),
  },
  "items.dispose": { associate: (world) => withMore(theItems(world), { disposition: "d2c" }) },
  "items.offer-donation": {
    associate: (world) => withMore(theItems(world), { destinationId: toWire("dst", newId<"dst">()) }),
  },
  "destinations.hand-over": {
    associate: (world) => withMore(theItems(world), { destinationId: toWire("dst", newId<"dst">()), receipt: "1" }),
  },
  "destinations.of-line": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder), line: 1 } }),
  },
  "delivery.track": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "delivery.choices": {
    shopper: (world) => ({ ...ofLateOrder(world), input: { orderId: toWire("ord", world.bensOrder) } }),
  },
  "delivery.choose-remedy": {
    shopper: (world) => ({
      ...ofLateOrder(world),
      input: { incidentId: toWire("inc", world.bensIncident), option: "wait" },
    }),
  },
  "delivery.set-additional-period": {
    shopper: (world) => ({
      ...ofLateOrder(world),
      input: { orderId: toWire("ord", world.bensOrder), until: "2026-03-20" },
    }),
  },
  "refunds.get": { shopper: (world) => ({ ...ofOrder(world), input: { refundId: world.refundId } }) },
  "messages.permissions": {
    shopper: (world) => ({ ...ofShopper(world), input: { shopperId: toWire("shp", world.anna) } }),
  },
  "messages.set-permission": {
    shopper: (world) => ({
      ...ofShopper(world),
      input: { shopperId: toWire("shp", world.anna), channel: "email", purpose: "care", granted: false },
    }),
  },
  "store-credit.get": {
    shopper: (world) => ({
      owner: { shopperId: world.anna, orderId: world.annasOrder },
      stranger: { shopperId: world.ben, orderId: world.bensOrder },
      refusal: 404,
      input: { shopperId: toWire("shp", world.anna) },
    }),
  },
  "store-credit.spend": {
    associate: (world) => ({
      ...ofStore(world),
      input: {
        ...{ shopperId: toWire("shp", world.anna), storeId: toWire("sto", world.north) },
        ...{ amount: 100, currency: "EUR", reference: "receipt 1" },
      },
    }),
  },
  "gift-cards.of-order": {
    shopper: (world) => ({ ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder) } }),
  },
  "gift-cards.redeem": {
    associate: (world) => ({
      ...ofStore(world),
      input: {
        ...{ code: "2222-2222-2222-2222", storeId: toWire("sto", world.north) },
        ...{ amount: 100, currency: "EUR", reference: "receipt 1" },
      },
    }),
  },
  "offers.redeem": {
    associate: (world) => ({
      ...ofStore(world),
      input: { code: "0000-0000-0000", storeId: toWire("sto", world.north) },
    }),
  },
};

function anItem(world: World): Case {
  return { ...ofStore(world), input: { itemId: toWire("itm", world.item) } };
}
function theItems(world: World): Case {
  return { ...ofStore(world), input: { itemIds: [toWire("itm", world.item)] } };
}
function withMore(given: Case, more: Record<string, unknown>): Case {
  return { ...given, input: { ...given.input, ...more } };
}

function aContent(world: World): Case {
  return { ...ofOrder(world), input: { orderId: toWire("ord", world.annasOrder), contentId: world.contentId } };
}
const ofStore = (world: World) => ({ owner: { storeId: world.north }, stranger: { storeId: world.south } });
const ofShopper = (world: World) =>
  ({
    owner: { shopperId: world.anna, orderId: world.annasOrder },
    stranger: { shopperId: world.ben, orderId: world.bensOrder },
    refusal: 404,
  }) as const;
const ofLateOrder = (world: World) =>
  ({
    owner: { shopperId: world.ben, orderId: world.bensOrder },
    stranger: { shopperId: world.ben, orderId: world.annasOrder },
    refusal: 404,
  }) as const;
function ofGift({ giftId }: World) {
  return { owner: { giftId: toUuid("gft", giftId) }, stranger: { giftId: newId<"gft">() }, refusal: 404 as const };
}

const ofOrder = (world: World) =>
  ({
    owner: { shopperId: world.anna, orderId: world.annasOrder },
    stranger: { shopperId: world.anna, orderId: world.bensOrder },
    refusal: 404,
  }) as const;

test("every operation with a rule of ownership refuses the wrong owner, and lets the right one in", async () => {
  const house = await testHouse();
  const world = await furnish(house);
  for (const { contract, by } of operations) {
    for (const [role, rule] of Object.entries(by) as [Role, { name: string }][]) {
      if (rule === anything) continue;
      const caseOf = cases[contract.name]?.[role];
      assert.ok(caseOf, `${contract.name} as ${role} (${rule.name}) needs a case here`);
      const { owner, stranger, input, refusal = 403 } = caseOf(world);
      const call = async (scope: Actor["scope"]) => {
        const inPath = (name: string) => encodeURIComponent(String(input[name]));
        const url = contract.path.replace(/:(\w+)/g, (_, name: string) => inPath(name));
        const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !contract.path.includes(`:${name}`)));
        const headers = await house.authorization(role, scope);
        return house.server.inject({
          method: contract.method,
          url,
          headers,
          ...(contract.method === "GET" ? {} : { payload: contract.uploads ? formOf(rest, contract.uploads) : rest }),
        });
      };
      const [refused, allowed] = [await call(stranger), await call(owner)];
      if (refusal === "empty list") {
        const lengthOf = (body: string) => (JSON.parse(body) as { items: unknown[] }).items.length;
        assert.equal(lengthOf(refused.body), 0, contract.name);
        assert.ok(lengthOf(allowed.body) > 0, contract.name);
        continue;
      }
      assert.equal(refused.statusCode, refusal, `${contract.name} as another ${role}: ${refused.body}`);
      assert.notEqual(allowed.statusCode, refusal, `${contract.name} as the right ${role}: ${allowed.body}`);
    }
  }
  await house.close();
});
