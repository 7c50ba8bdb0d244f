import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { messageKinds, operations, reactions, timers } from "../../capabilities.ts";
import { IntakeRecord, type IntakeRecordJson, recordBatch } from "../../facts/intake/index.ts";
import { type Actor, anonymous } from "../../foundation/actors/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import { toUuid, toWire } from "../../foundation/ids/index.ts";
import { callAs } from "../../foundation/operations/testing.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { PolicyDocument, usualPolicy } from "../../judgement/return-policies/policy.schema.ts";
import { outboxTransport, sendMessages } from "../../means/messages/index.ts";
import { shopperOf } from "../../surfaces/http/index.ts";
import { type TestHouse, testHouse } from "../../testing.ts";
import { type TestExchanges, testExchanges } from "../exchanges/testing.ts";
import type { announceGiftReturn, getGift, giftReturnOptions } from "./gift-return.contract.ts";

let house: TestHouse;
let shop: TestExchanges;
before(async () => {
  house = await testHouse();
  shop = testExchanges({ ...house, operations, reactions, timers });
  const { usual } = usualPolicy;
  const resolutions = ["refund", "exchange", "store-credit", "repair"] as const;
  const document = PolicyDocument.encode({
    ...usualPolicy,
    usual: {
      ...usual,
      methods: ["store", "drop-off", "keep-it"],
      resolutions: [...resolutions],
      refundTiming: "instant",
    },
  });
  const { version } = await shop.call<{ version: number }>("return-policy.get", {});
  await shop.call("return-policy.publish", { document, after: version });
});
after(async () => {
  await shop.audit();
  await house.close();
});

type GiftReturn = ContractOutput<typeof announceGiftReturn>;

interface World {
  readonly key: string;
  readonly orderId: string;
  readonly giftId: string;
  readonly code: string;
  readonly buyer: Actor;
  readonly bearer: Actor;
}

const as = <Output>(actor: Actor, name: string, input: object) =>
  callAs(
    { work: house.work, clock: house.clock },
    actor,
    operations.find(({ contract }) => contract.name === name)!,
    input,
  ) as Promise<Output>;

let orders = 0;

/** Bought by card: a shirt in M as a gift, of which there are other sizes, and socks for the buyer. */
async function given({ shirts = 1 } = {}): Promise<World> {
  const key = `G${++orders}`;
  const at = house.clock.now().toISOString();
  const prices = { M: 5_000, L: 5_000, XL: 5_600 };
  const records: IntakeRecordJson[] = [
    {
      ...{ type: "product", id: key, title: `Shirt ${key}`, category: "shirts", currency: "EUR" },
      variants: Object.entries(prices).map(([size, price]) => ({
        ...{ sku: `${key}-${size}`, title: `${size} / Blue`, price, stock: 10 },
      })),
    },
    { type: "shopper", id: key, email: `${key}@buyer.test`, name: "Anna Archer" },
    {
      ...{ type: "order", id: key, at, shopper: key, channel: "online", currency: "EUR", shipping: 495 },
      lines: [
        { sku: `${key}-M`, quantity: shirts, amount: 5_000 * shirts },
        { sku: "SOCKS", title: "Secret socks", quantity: 1, amount: 777 },
      ],
    },
    {
      ...{ type: "payment", id: key, order: key, at, method: "card", reference: `ch-${key}` },
      amount: 5_000 * shirts + 777 + 495,
    },
  ];
  const parsed = records.map((record) => IntakeRecord.parse(record));
  await house.work.run("test", (tx) => recordBatch(tx, "test", parsed, { history: false, now: house.clock.now() }));
  const order = await house.database.kysely
    .selectFrom("orders")
    .select(["id", "shopper_id"])
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  const buyer: Actor = {
    role: "shopper",
    id: order.shopper_id,
    scope: { shopperId: order.shopper_id, orderId: order.id },
  };
  const orderId = toWire("ord", order.id as never);
  const { code } = await as<{ code: string }>(buyer, "gifts.make-code", { orderId, lines: [1] });
  const opened = await as<{ giftId: string; token: string }>(anonymous, "gifts.open", { code });
  const bearer = await shopperOf(house.database.kysely, opened.token, house.clock.real());
  assert.ok(bearer);
  return { key, orderId, giftId: opened.giftId, code, buyer, bearer };
}

const one = { line: 1, quantity: 1, reason: "too-small" };

function announce({ bearer, giftId, key }: World, more: object = {}): Promise<GiftReturn> {
  return as<GiftReturn>(bearer, "gifts.announce-return", {
    ...{ giftId, lines: [one], method: "drop-off", resolution: "gift-card", email: `${key}@receiver.test` },
    ...more,
  });
}

async function receive({ returnRequestId }: GiftReturn, quantity = 1): Promise<void> {
  await shop.call("return-requests.receive", { returnRequestId, lines: [{ line: 1, quantity }] });
  await shop.settle();
}

const rows = async <Row extends object>(text: string, values: unknown[]) =>
  (await house.database.pool.query<Row>(text, values)).rows;

/** What stands on cards and accounts, by who has it. */
async function givenTo(world: World) {
  const holders = { bearer: world.bearer.id, buyer: world.buyer.id };
  const sums = await rows<{ holder: string; kind: string; amount: number }>(
    `select case shopper_id when $1 then 'bearer' else 'buyer' end as holder, kind, sum(amount)::int as amount from (
       select shopper_id, 'card' as kind, balance as amount from gift_cards
       union all select shopper_id, 'credit', amount from store_credit_entries) v
     where shopper_id in ($1, $2) group by 1, 2 order by 1, 2`,
    [holders.bearer, holders.buyer],
  );
  return Object.fromEntries(sums.map(({ holder, kind, amount }) => [`${holder} ${kind}`, amount]));
}

/** What of the order went back, by the way it went. */
async function legsOf({ orderId }: World) {
  const legs = await rows<{ provider: string; amount: number }>(
    "select provider, sum(amount)::int as amount from refund_legs where order_id = $1 and state <> 'cancelled' group by 1",
    [toUuid("ord", orderId)],
  );
  return Object.fromEntries(legs.map(({ provider, amount }) => [provider, amount]));
}

const isProblem = (type: string) => (error: unknown) => error instanceof Problem && error.type === type;

test("whoever was given something sees it, and neither what was paid, who paid it nor what else was bought", async () => {
  const world = await given();
  const gift = await as<ContractOutput<typeof getGift>>(world.bearer, "gifts.get", { giftId: world.giftId });
  assert.deepEqual(
    gift.lines.map(({ line, units, isOpen }) => [line, units, isOpen]),
    [[1, 1, true]],
  );
  const options = await as<ContractOutput<typeof giftReturnOptions>>(world.bearer, "gifts.return-options", {
    giftId: world.giftId,
    lines: [one],
  });
  assert.deepEqual(
    options.resolutions.map(({ resolution, timing }) => [resolution, timing]),
    [
      ["exchange", "received"],
      ["store-credit", "received"],
      ["gift-card", "received"],
    ],
  );
  assert.deepEqual(
    options.methods.map(({ method }) => method),
    ["store", "drop-off"],
  );
  // The one size that costs more is not among them: even its being dearer would tell something.
  assert.deepEqual(
    options.substitutes.map(({ substitutes }) => substitutes.map(({ sku }) => sku)),
    [[`${world.key}-L`]],
  );
  const made = await announce(world);
  const told = JSON.stringify([gift, options, made]);
  for (const secret of [
    "5000",
    "5_000",
    "50.00",
    "777",
    "5600",
    "Anna",
    "buyer.test",
    "SOCKS",
    world.orderId,
    `"${world.key}"`,
  ])
    assert.ok(!told.includes(secret), secret);
});

test("its value is a gift card of theirs, mailed to them, and who bought it is told nothing", async () => {
  const world = await given();
  const made = await announce(world);
  await receive(made);
  assert.deepEqual(await givenTo(world), { "bearer card": 5_000 });
  assert.deepEqual(await legsOf(world), { "gift-card": 5_000 });
  const { orderId, buyer, bearer } = world;
  const order = await as<{ returns: unknown[]; lines: { returnedQuantity: number }[] }>(buyer, "orders.get", {
    orderId,
  });
  assert.deepEqual([order.returns, order.lines[0]?.returnedQuantity], [[], 0]);
  for (const name of [
    "return-requests.of-order",
    "refunds.of-order",
    "exchanges.of-order",
    "offers.of-order",
    "gift-cards.of-order",
    "adverse-decisions.of-order",
  ]) {
    assert.deepEqual((await as<{ items: unknown[] }>(buyer, name, { orderId })).items, [], name);
  }
  const { refunds } = await as<{ refunds: unknown[] }>(buyer, "delivery.track", { orderId });
  assert.deepEqual(refunds, []);
  const messages = await rows<{ shopper_id: string; kind: string }>(
    "select shopper_id, kind from messages where shopper_id in ($1, $2) order by kind",
    [buyer.id, bearer.id],
  );
  assert.ok(messages.some(({ kind }) => kind === "gift-card.issued"));
  assert.deepEqual(
    messages.filter(({ shopper_id }) => shopper_id === buyer.id),
    [],
  );
  // Staff see all of it.
  const seen = await shop.call<{ items: { holderId?: string }[] }>("refunds.of-order", { orderId });
  assert.deepEqual(
    seen.items.map(({ holderId }) => holderId),
    [toWire("shp", bearer.id as never)],
  );
});

test("or credit of theirs", async () => {
  const world = await given();
  await receive(await announce(world, { resolution: "store-credit" }));
  assert.equal((await givenTo(world))["bearer credit"], 5_000);
  assert.equal((await givenTo(world))["buyer credit"], undefined);
});

test("never the money of who paid: not by asking, not by an operation for buyers, not by paying anew what failed", async () => {
  const world = await given();
  await assert.rejects(announce(world, { resolution: "refund" }), isProblem("bad-input"));
  await assert.rejects(announce(world, { resolution: "repair" }), isProblem("bad-input"));
  await assert.rejects(announce(world, { method: "keep-it" }), isProblem("bad-input"));
  const made = await announce(world, { resolution: "exchange", lines: [{ ...one, sku: `${world.key}-L` }] });
  const { returnRequestId } = made;
  await assert.rejects(as(world.bearer, "exchanges.pay-instead", { returnRequestId }), isProblem("not-found"));
  // A person who takes the exchange off for them gives them its value all the same.
  await shop.call("exchanges.pay-instead", { returnRequestId });
  await receive(made);
  await shop.call("exchanges.pay-instead", { returnRequestId });
  assert.deepEqual(await legsOf(world), { "gift-card": 5_000 });
  assert.deepEqual(await givenTo(world), { "bearer card": 5_000 });
  const [refund] = await rows<{ id: string }>("select id from refunds where order_id = $1", [
    toUuid("ord", world.orderId),
  ]);
  await house.database.pool.query("update refund_legs set state = 'failed' where refund_id = $1", [refund?.id]);
  const refundId = toWire("rfd", refund!.id as never);
  await assert.rejects(shop.call("refunds.retry", { refundId, destination: "original" }), isProblem("bad-input"));
  await house.database.pool.query("update refund_legs set state = 'succeeded' where refund_id = $1", [refund?.id]);
});

test("another size that costs the same is sent to them for it, without anybody paying", async () => {
  const world = await given();
  const wanted = [{ ...one, sku: `${world.key}-L` }];
  await assert.rejects(announce(world, { resolution: "exchange" }), isProblem("bad-input"));
  await assert.rejects(
    announce(world, { resolution: "exchange", lines: [{ ...one, sku: `${world.key}-XL` }] }),
    isProblem("bad-input"),
  );
  const made = await announce(world, { resolution: "exchange", lines: wanted });
  assert.deepEqual(
    made.instead.map(({ variant }) => variant),
    ["L / Blue"],
  );
  await receive(made);
  const [exchange] = (
    await shop.call<{ items: { exchangeId: string; state: string }[] }>("exchanges.of-order", {
      orderId: world.orderId,
    })
  ).items;
  await shop.report(exchange!, "done");
  assert.deepEqual(await legsOf(world), { exchange: 5_000 });
  assert.deepEqual(await givenTo(world), {});
  await assert.rejects(as(world.buyer, "exchanges.get", { exchangeId: exchange!.exchangeId }), isProblem("not-found"));
});

test("where the shop cannot send it after all, its value is theirs as a gift card", async () => {
  const world = await given();
  const made = await announce(world, { resolution: "exchange", lines: [{ ...one, sku: `${world.key}-L` }] });
  await receive(made);
  const [exchange] = (
    await shop.call<{ items: { exchangeId: string }[] }>("exchanges.of-order", { orderId: world.orderId })
  ).items;
  await shop.report(exchange!, "refused");
  await shop.pass(4);
  assert.deepEqual(await legsOf(world), { "gift-card": 5_000 });
  assert.deepEqual(await givenTo(world), { "bearer card": 5_000 });
});

test("the last unit is announced once, by who bought it or by who was given it", async () => {
  for (let round = 0; round < 6; round += 1) {
    const world = await given();
    const byBuyer = () =>
      as(world.buyer, "return-requests.create", {
        ...{ orderId: world.orderId, lines: [one], method: "drop-off", resolution: "refund" },
      });
    const both = round % 2 === 0 ? [byBuyer(), announce(world)] : [announce(world), byBuyer()];
    const results = await Promise.allSettled(both);
    assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1, `round ${round}`);
    const [refused] = results.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    assert.ok(isProblem("units-not-available")(refused), String(refused));
    await shop.settle();
  }
});

test("of two units one each: together they get no more than was paid", async () => {
  const world = await given({ shirts: 2 });
  const [, made] = await Promise.all([
    as(world.buyer, "return-requests.create", {
      ...{ orderId: world.orderId, lines: [one], method: "drop-off", resolution: "refund" },
    }),
    announce(world),
  ]);
  await receive(made);
  const [ceiling] = await rows<{ intended: number }>("select intended::int from refund_ceilings where order_id = $1", [
    toUuid("ord", world.orderId),
  ]);
  assert.equal(ceiling?.intended, 10_000);
  assert.deepEqual(await legsOf(world), { local: 5_000, "gift-card": 5_000 });
});

test("neither sees the other's return, and a code opens no other gift", async () => {
  const [world, other] = [await given(), await given()];
  const made = await announce(world);
  const { returnRequestId } = made;
  for (const name of ["return-requests.get", "return-requests.qr", "return-requests.cancel"])
    await assert.rejects(as(world.buyer, name, { returnRequestId }), isProblem("not-found"), name);
  // Its page is another: what it was paid with stands on the general one.
  await assert.rejects(as(world.bearer, "return-requests.get", { returnRequestId }), isProblem("not-found"));
  assert.ok(await as(world.bearer, "return-requests.qr", { returnRequestId }));
  await assert.rejects(as(other.bearer, "return-requests.qr", { returnRequestId }), isProblem("not-found"));
  await assert.rejects(as(other.bearer, "gifts.get", { giftId: world.giftId }), isProblem("not-found"));
  await assert.rejects(
    as(other.bearer, "gifts.cancel-return", { giftId: other.giftId, returnRequestId }),
    isProblem("not-found"),
  );
  await assert.rejects(announce(world, { lines: [{ ...one, line: 2 }] }), isProblem("not-found"));
});

test("an identifier that the other has used names nothing of theirs", async () => {
  const world = await given({ shirts: 2 });
  const { orderId, buyer, key } = world;
  const buying = { orderId, lines: [one], method: "drop-off", resolution: "exchange" };
  const theirs = await announce(world);
  const { returnRequestId } = theirs;
  await assert.rejects(as(buyer, "return-requests.create", { ...buying, returnRequestId }), isProblem("bad-input"));
  const own = await as<{ returnRequestId: string }>(buyer, "return-requests.create", buying);
  const lines = [{ ...one, sku: `${key}-L` }];
  const named = { resolution: "exchange", lines, returnRequestId: own.returnRequestId };
  await assert.rejects(announce(world, named), isProblem("bad-input"));
  assert.deepEqual(await shop.call("exchanges.of-order", { orderId }), { items: [] });
});

test("sent twice it is one, and called off it is free for the buyer again", async () => {
  const world = await given();
  const made = await announce(world);
  const again = await announce(world, { returnRequestId: made.returnRequestId });
  assert.equal(again.number, made.number);
  const { giftId, bearer } = world;
  const off = await as<GiftReturn>(bearer, "gifts.cancel-return", { giftId, returnRequestId: made.returnRequestId });
  assert.equal(off.state, "cancelled");
  await as(world.buyer, "return-requests.create", {
    ...{ orderId: world.orderId, lines: [one], method: "drop-off", resolution: "refund" },
  });
});

test("after the time for it they ask, and a person who grants it gives them its value", async () => {
  const world = await given();
  house.clock.advance(200 * 86_400_000);
  await assert.rejects(announce(world), isProblem("return-window-closed"));
  const opened = await as<{ token: string }>(anonymous, "gifts.open", { code: world.code });
  assert.ok(opened.token);
  const asked = await announce(world, { plea: "It was a birthday gift." });
  assert.equal(asked.state, "requested");
  await shop.settle();
  await shop.call("return-requests.approve", { returnRequestId: asked.returnRequestId });
  await receive(asked);
  assert.deepEqual(await givenTo(world), { "bearer card": 5_000 });
});

test("declined, its mails neither promise a form that their page lacks nor name the buyer's order", async () => {
  const world = await given();
  house.clock.advance(200 * 86_400_000);
  const asked = await announce(world, { plea: "It was a birthday gift." });
  const because = "It was worn.";
  await shop.call("return-requests.decline", { returnRequestId: asked.returnRequestId, because });
  const { items } = await shop.call<{ items: { adverseDecisionId: string }[] }>("adverse-decisions.of-order", {
    orderId: world.orderId,
  });
  const [decision] = items;
  await shop.call("appeals.make", { adverseDecisionId: decision?.adverseDecisionId, said: "It was not." });
  await shop.settle();
  const office = { work: house.work, clock: house.clock, kinds: messageKinds, transports: [outboxTransport("email")] };
  while ((await sendMessages({ ...office, publicUrl: "https://shop.test" })) > 0);
  const mails = await rows<{ kind: string; told: string }>(
    `select m.kind, c.subject || ' ' || c.body as told from messages m join message_contents c on c.message_id = m.id
    where m.shopper_id = $1`,
    [world.bearer.id],
  );
  const told = (kind: string) => mails.find((mail) => mail.kind === kind)?.told.replaceAll(/\s+/g, " ") ?? "";
  assert.match(told("return-request.decided"), /It was worn/);
  assert.doesNotMatch(told("return-request.decided"), /somebody else looks at it again/);
  assert.match(told("appeal.received"), new RegExp(asked.number));
  for (const { told: each } of mails) assert.doesNotMatch(each, new RegExp(`${world.key}(?![-0-9])`));
});
