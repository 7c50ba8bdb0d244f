import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { z } from "zod";
import { changePermission } from "../../facts/messages/index.ts";
import { updateRetailer } from "../../facts/retailer/index.ts";
import { erasePersonalData, joinShoppers } from "../../facts/shoppers/index.ts";
import { type TestFacts, testFacts } from "../../facts/testing.ts";
import { openUnitOfWork, type UnitOfWork } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { deliverReactions, enqueueReactions } from "../../foundation/reactions/index.ts";
import { fireTimers } from "../../foundation/timers/index.ts";
import { migrationFolders } from "../../migrations.ts";
import {
  forgetContents,
  type MessageTransport,
  messageKind,
  messageReactions,
  outboxTransport,
  type PostOffice,
  queueMessage,
  sendMessages,
  smtpTransport,
} from "./index.ts";
import { writeSettings } from "./settings.ts";
import { type TestMailServer, testMailServer } from "./testing.ts";
import { viewMessage } from "./view-messages.ts";

const day = 86_400_000;
const minute = 60_000;

/** What is true about what the messages below are about; taken away, there is nothing to say. */
const truths = new Map<string, string>();
const declared = (
  name: string,
  purpose: "service" | "care" | "marketing",
  channels: readonly ("email" | "sms" | "inbox")[],
) =>
  messageKind(name, {
    ...{ purpose, channels, usuallySent: name !== "test.rare" },
    values: z.object({ about: z.string() }),
    read: async (_context, { about }) => {
      if (about === "broken") throw new Error("the thing is broken");
      return truths.get(about) ?? null;
    },
    document: ({ words, links }, truth: string) => ({
      subject: `About ${truth}`,
      preheader: truth,
      blocks: [
        { kind: "paragraph", text: `<b>${truth}</b> & more, ${words.locale}` },
        ...(links.order === undefined ? [] : [{ kind: "button" as const, text: "Go", href: links.order }]),
      ],
      smsText: `Short: ${truth}`,
    }),
    sample: "a sample",
  });
const service = declared("test.service", "service", ["email"]);
const care = declared("test.care", "care", ["email", "inbox"]);
const selling = declared("test.selling", "marketing", ["email"]);
const texting = declared("test.texting", "service", ["sms"]);
const rare = declared("test.rare", "service", ["email"]);
const kinds = [service, care, selling, texting, rare];

let facts: TestFacts;
let work: UnitOfWork;
let server: TestMailServer;
let smtp: MessageTransport;
let office: PostOffice;
before(async () => {
  facts = await testFacts(migrationFolders);
  const { clock, database } = facts;
  work = openUnitOfWork(database, clock, [enqueueReactions(messageReactions, clock)]);
  server = await testMailServer();
  smtp = smtpTransport({ url: server.url, from: "service@shop.test" });
  const transports = [smtp, outboxTransport("sms")];
  office = { work, clock, kinds, transports, publicUrl: "https://shop.test" };
  await updateRetailer({ db: database.kysely }, { name: "Northwind & Co", timeZone: "Europe/Berlin" });
});
after(async () => {
  smtp.close();
  await server.close();
  await facts.close();
});
beforeEach(async () => {
  server.received.length = 0;
  await sql`delete from messages`.execute(facts.database.kysely);
  truths.set("parcel", "your parcel");
  // Nine in the morning in Berlin, of a day of its own for each test.
  const next = new Date(facts.clock.now().getTime() + 30 * day).toISOString().slice(0, 10);
  facts.clock.set(new Date(`${next}T09:00:00Z`));
});

let people = 0;
async function person(given: { email?: string; phone?: string; country?: string; language?: string } = {}) {
  const email = given.email ?? `jo${++people}@example.test`;
  const id = await facts.shopper({ name: "Jo", email });
  const { kysely } = facts.database;
  if (given.phone)
    await kysely.updateTable("shopper_contacts").set({ phone: given.phone }).where("shopper_id", "=", id).execute();
  await kysely
    .updateTable("shoppers")
    .set({ country: given.country ?? null, language: given.language ?? null })
    .where("id", "=", id)
    .execute();
  return { id, email };
}

type Kind = typeof service;
const queue = (
  kind: Kind,
  shopperId: string,
  key = "k",
  rest: { orderId?: string; notAfter?: Date; about?: string } = {},
) => {
  const { about = "parcel", ...more } = rest;
  return work.run("test", (tx) => queueMessage(tx, facts.clock, kind, { shopperId, key, values: { about }, ...more }));
};
const sendAll = async () => {
  while ((await sendMessages(office)) > 0);
};
const react = async () => {
  const byName = new Map(messageReactions.map((reaction) => [reaction.name, reaction]));
  while ((await deliverReactions(work, facts.clock, byName)) > 0);
};
const rowsOf = (shopperId: string) =>
  facts.database.kysely
    .selectFrom("messages")
    .selectAll()
    .where("shopper_id", "=", shopperId)
    .orderBy("channel")
    .execute();
const rowOf = async (shopperId: string) => (await rowsOf(shopperId))[0]!;
const eventsOf = async (subject: string, type: string) =>
  facts.database.kysely
    .selectFrom("events")
    .select("data")
    .where("subject", "=", subject)
    .where("type", "=", type)
    .execute();
const allow = (shopperId: string, purpose: "care" | "marketing", granted: boolean) =>
  work.run("test", (tx) =>
    changePermission(tx, { shopperId, channel: "email", purpose, granted, at: facts.clock.now(), origin: "desk" }),
  );

test("a message goes out over SMTP in the reader's language, as HTML and as text, with a link to the order and a fact", async () => {
  const { id, email } = await person({ language: "de" });
  const orderId = await facts.order(id);
  await queue(service, id, "k", { orderId });
  await sendAll();
  const [{ mail, to, raw } = assert.fail()] = server.received;
  assert.equal(to, email);
  assert.deepEqual(
    [mail.from?.name, mail.from?.address, mail.subject],
    ["Northwind & Co", "service@shop.test", "About your parcel"],
  );
  assert.match(mail.html ?? "", /lang="de"/);
  assert.match(mail.html ?? "", /&lt;b&gt;your parcel&lt;\/b&gt; &amp; more, de/);
  assert.match(mail.text ?? "", /<b>your parcel<\/b> & more, de/);
  assert.match(mail.text ?? "", /^https:\/\/shop\.test\/l\/\S+$/m);
  assert.match(raw, /Auto-Submitted: auto-generated/);
  assert.doesNotMatch(raw, /List-Unsubscribe/, "what happened to a purchase cannot be unsubscribed from");
  const row = await rowOf(id);
  assert.deepEqual([row.state, row.provider, row.attempts], ["sent", "smtp", 1]);
  assert.equal(mail.messageId, `<msg_${mail.messageId?.slice(5)}`);
  const [event] = await eventsOf(id, "message.sent");
  assert.doesNotMatch(JSON.stringify(event), /example\.test|your parcel/);
});

test("asked for again, also at the same moment, it is told once", async () => {
  const { id } = await person();
  await Promise.all([queue(service, id), queue(service, id), queue(service, id)]);
  await sendAll();
  await queue(service, id);
  await sendAll();
  assert.equal(server.received.length, 1);
  await queue(service, id, "another");
  await sendAll();
  assert.equal(server.received.length, 2);
});

test("two who send at once send each message once", async () => {
  const given = await Promise.all(Array.from({ length: 12 }, () => person()));
  for (const { id } of given) await queue(service, id);
  await Promise.all([sendAll(), sendAll()]);
  assert.equal(new Set(server.received.map(({ to }) => to)).size, 12);
  assert.equal(server.received.length, 12);
});

test("care carries a way to end it, works by one press, and is not sent after it was pressed", async () => {
  const { id } = await person();
  await queue(care, id);
  await sendAll();
  const { raw, mail } = server.received[0]!;
  assert.match(
    mail.headers.find(({ key }) => key === "list-unsubscribe")?.value ?? "",
    /^<https:\/\/shop\.test\/u\/\S+>$/,
  );
  assert.match(raw, /List-Unsubscribe-Post: List-Unsubscribe=One-Click/);
  assert.match(mail.text ?? "", /https:\/\/shop\.test\/u\//);
  facts.clock.advance(2 * day);
  await queue(care, id, "next");
  await allow(id, "care", false);
  await sendAll();
  assert.equal(server.received.length, 1, "the permission that counts is the one at sending");
  const states = (await rowsOf(id)).map(({ channel, key, state, dropped_because }) => [
    channel,
    key,
    state,
    dropped_because,
  ]);
  assert.deepEqual(states.toSorted(), [
    ["email", "k", "sent", null],
    ["email", "next", "dropped", "unsubscribed"],
    ["inbox", "k", "sent", null],
    ["inbox", "next", "sent", null],
  ]);
  assert.equal((await eventsOf(id, "message.dropped")).length, 1);
});

test("nothing is sold without consent, and nothing while goods are on their way; when they have arrived, it goes", async () => {
  const silent = await person();
  await queue(selling, silent.id);
  const { id } = await person();
  await allow(id, "marketing", true);
  const at = new Date(facts.clock.now().getTime() - day).toISOString();
  await facts.order(id, { at });
  await queue(selling, id);
  await sendAll();
  assert.equal((await rowOf(silent.id)).dropped_because, "no-consent");
  const held = await rowOf(id);
  assert.deepEqual([held.state, held.held_because, held.attempts], ["queued", "selling-gate", 0]);
  facts.clock.advance(13 * day + 1_000);
  await sendAll();
  assert.equal((await rowOf(id)).state, "sent", "no parcel was ever told: two weeks are over");
});

test("a guest merged while goods travel closes the gate of the account, after it was queued as well", async () => {
  const { id } = await person();
  await allow(id, "marketing", true);
  await queue(selling, id);
  const guest = await facts.shopper({ kind: "guest" });
  await facts.order(guest, { at: facts.clock.now().toISOString() });
  await work.run("test", (tx) => joinShoppers(tx, { guestId: guest, accountId: id, at: facts.clock.now() }));
  await sendAll();
  assert.equal((await rowOf(id)).held_because, "selling-gate");
});

test("at night mail that is not about a purchase waits for the morning, and the second of a day for the next", async () => {
  const { id } = await person({ country: "DE" });
  facts.clock.advance(13 * 60 * minute);
  await queue(care, id);
  await sendAll();
  const inbox = (await rowsOf(id)).find(({ channel }) => channel === "inbox");
  assert.equal(inbox?.state, "sent", "a page wakes nobody");
  assert.equal((await rowOf(id)).held_because, "quiet-hours");
  assert.equal(server.received.length, 0);
  facts.clock.advance(10 * 60 * minute);
  await sendAll();
  assert.equal(server.received.length, 1);
  facts.clock.advance(60 * minute);
  await queue(care, id, "second");
  await sendAll();
  const second = (await rowsOf(id)).find(({ key, channel }) => key === "second" && channel === "email");
  assert.equal(second?.held_because, "frequency-cap");
});

test("when a message is looked at again is told in business time, however fast that runs", async () => {
  const { kysely } = facts.database;
  const fast = {
    clock_anchor: new Date(0),
    clock_speed_before: 480,
    clock_speed: 480,
    clock_until: new Date("2100-01-01"),
  };
  await kysely.updateTable("retailer_settings").set(fast).execute();
  const { id } = await person({ country: "DE" });
  facts.clock.advance(13 * 60 * minute);
  const morning = facts.clock.now().getTime() + 9 * 60 * minute;
  await queue(care, id);
  await sendAll();
  const { id: messageId } = (await rowsOf(id)).find(({ channel }) => channel === "email")!;
  const { dueAt } = await work.run("test", (tx) => viewMessage(tx, facts.clock, messageId));
  assert.ok(Math.abs(Number(dueAt) - morning) < 61 * minute, dueAt?.toISOString());
  const live = { clock_speed_before: 1, clock_speed: 1, clock_until: new Date(0) };
  await kysely.updateTable("retailer_settings").set(live).execute();
});

test("of two at the same moment under a cap for one, one waits", async () => {
  const { id } = await person();
  await queue(care, id, "one");
  await queue(care, id, "two");
  await Promise.all([sendAll(), sendAll()]);
  assert.equal(server.received.length, 1);
  const mails = (await rowsOf(id)).filter(({ channel }) => channel === "email").map(({ state }) => state);
  assert.deepEqual(mails.toSorted(), ["queued", "sent"]);
});

test("a change of what is allowed is seen at once by what was held", async () => {
  const { id } = await person();
  facts.clock.advance(13 * 60 * minute);
  await queue(care, id);
  await sendAll();
  assert.equal((await rowOf(id)).held_because, "quiet-hours");
  const [often, marketing] = [{ perDay: 1, perWeek: 3 }, { perWeek: 2 }];
  const caps = { care: often, guide: often, marketing };
  const awake = { quietHours: { from: "00:00", until: "00:00" }, caps, kinds: {} };
  await work.run("test", (tx) => writeSettings(tx, awake, facts.clock.real()));
  await sendAll();
  assert.equal((await rowOf(id)).state, "sent");
  await sql`delete from message_settings`.execute(facts.database.kysely);
});

test("nobody is led to the order of somebody else", async () => {
  const [giver, receiver] = [await person(), await person()];
  const orderId = await facts.order(giver.id);
  for (const { id } of [giver, receiver]) await queue(service, id, "gift", { orderId });
  await sendAll();
  const linked = server.received.map(({ to, mail }) => [to, /shop\.test\/l\//.test(mail.text ?? "")]);
  assert.deepEqual(
    new Map(linked as [string, boolean][]),
    new Map([
      [giver.email, true],
      [receiver.email, false],
    ]),
  );
});

test("what is no longer so is not told, and neither is what comes too late", async () => {
  const { id } = await person();
  truths.set("passing", "a delay");
  await queue(service, id, "k", { about: "passing" });
  truths.delete("passing");
  const late = await person();
  await queue(service, late.id, "k", { notAfter: new Date(facts.clock.now().getTime() + minute) });
  facts.clock.advance(2 * minute);
  await sendAll();
  for (const one of [id, late.id]) {
    const { state, dropped_because } = await rowOf(one);
    assert.deepEqual([state, dropped_because], ["dropped", "over"]);
  }
  assert.equal(server.received.length, 0);
});

test("an address that does not exist ends all mail to it; a full mailbox, a refused text and our own faults do not", async () => {
  const states = async (code: number, text: string, at: "recipient" | "data" = "recipient") => {
    const { id, email } = await person();
    server.misbehave(email, { at, code, text });
    await queue(service, id);
    await sendMessages(office);
    const first = (await rowOf(id)).state;
    facts.clock.advance(minute);
    await queue(service, id, "next");
    await sendAll();
    return [first, ...(await rowsOf(id)).map(({ state, dropped_because }) => dropped_because ?? state).toSorted()];
  };
  assert.deepEqual(await states(550, "5.1.1 no such user"), ["bounced", "bounced", "suppressed"]);
  assert.deepEqual(await states(552, "5.2.2 mailbox full"), ["bounced", "bounced", "sent"]);
  assert.deepEqual(await states(554, "5.7.1 looks like spam", "data"), ["bounced", "bounced", "sent"]);
  assert.deepEqual(await states(451, "4.7.1 greylisted"), ["queued", "sent", "sent"]);
  server.misbehave("service@shop.test", { at: "sender", code: 550, text: "5.7.1 sender not allowed" });
  const { id } = await person();
  await queue(service, id);
  await sendMessages(office);
  assert.equal((await rowOf(id)).state, "queued", "our own fault costs nobody their address");
  const nobody = smtpTransport({ url: "smtp://127.0.0.1:1", from: "service@shop.test" });
  facts.clock.advance(minute);
  await sendMessages({ ...office, transports: [nobody] });
  nobody.close();
  assert.match((await rowOf(id)).failure ?? "", /ECONNREFUSED/);
  facts.clock.advance(minute);
  await sendAll();
  assert.deepEqual([(await rowOf(id)).state, (await rowOf(id)).failure], ["sent", null]);
});

test("what a server answered is kept without the address that it repeats, and forgotten with the person", async () => {
  const { id, email } = await person();
  server.misbehave(email, { at: "recipient", code: 550, text: `5.1.1 <${email}>: unknown; now jo@else.test` });
  await queue(service, id);
  await sendAll();
  assert.match((await rowOf(id)).failure ?? "", /5\.1\.1 <…>: unknown; now …$/);
  await work.run("test", (tx) => erasePersonalData(tx, id, facts.clock.now()));
  await react();
  assert.deepEqual([(await rowOf(id)).state, (await rowOf(id)).failure], ["bounced", null]);
});

test("a server that took it without a word gets it again under the same Message-ID, so that the reader sees one", async () => {
  const { id, email } = await person();
  server.misbehave(email, "taken-without-a-word");
  await queue(service, id);
  await sendMessages(office);
  for (let minutes = 0; minutes < 5; minutes++) {
    facts.clock.advance(minute);
    await sendAll();
  }
  assert.equal((await rowOf(id)).state, "sent");
  assert.ok(server.received.length >= 2);
  assert.equal(new Set(server.received.map(({ mail }) => mail.messageId)).size, 1);
});

test("a server that says nothing holds a message up for a while and the others not at all", async () => {
  const [stuck, fine] = [await person(), await person()];
  server.misbehave(stuck.email, "hangs");
  for (const { id } of [stuck, fine]) await queue(service, id);
  const impatient = smtpTransport({ url: server.url, from: "service@shop.test", patienceMs: 1_500 });
  await sendMessages({ ...office, transports: [impatient] });
  assert.deepEqual([(await rowOf(stuck.id)).state, (await rowOf(fine.id)).state], ["queued", "sent"]);
  impatient.close();
  facts.clock.advance(minute);
  await sendAll();
  assert.equal((await rowOf(stuck.id)).state, "sent");
});

test("a process that died while sending leaves the message to whoever comes after its lease", async () => {
  const { id } = await person();
  await queue(service, id);
  const dying = { ...smtp, send: () => new Promise<never>(() => {}) };
  void sendMessages({ ...office, transports: [dying] });
  while ((await rowOf(id)).cleared_at === null);
  await sendAll();
  assert.equal(server.received.length, 0, "it is another's as long as the lease runs");
  facts.clock.advance(3 * minute);
  await sendAll();
  assert.deepEqual([(await rowOf(id)).state, (await rowOf(id)).attempts], ["sent", 2]);
});

test("a message that cannot be made is tried twelve times, holds up no other, and says why", async () => {
  const [broken, fine] = [await person(), await person()];
  await queue(service, broken.id, "k", { about: "broken" });
  await queue(service, fine.id);
  await sendAll();
  assert.equal((await rowOf(fine.id)).state, "sent");
  for (let tries = 0; tries < 12; tries++) {
    facts.clock.advance(3 * 60 * minute);
    await sendAll();
  }
  const { state, failure, attempts } = await rowOf(broken.id);
  assert.deepEqual([state, failure, attempts], ["failed", "the thing is broken", 12]);
});

test("a text message goes to those alone who gave a number, short, and never at night", async () => {
  const [without, given] = [await person(), await person({ phone: "+4915112345678" })];
  await queue(texting, without.id);
  await queue(texting, given.id);
  await sendAll();
  assert.deepEqual(await rowsOf(without.id), []);
  assert.deepEqual([(await rowOf(given.id)).state, (await rowOf(given.id)).provider], ["sent", "outbox"]);
  const content = await facts.database.kysely
    .selectFrom("message_contents")
    .selectAll()
    .where("shopper_id", "=", given.id)
    .executeTakeFirstOrThrow();
  assert.deepEqual(
    [content.address, content.subject, content.html, content.body],
    ["+4915112345678", null, null, "Short: your parcel"],
  );
});

test("a kind that is off is dropped, and settings turn it on, name the sender and take answers elsewhere", async () => {
  const { id } = await person();
  await queue(rare, id);
  await sendAll();
  assert.equal((await rowOf(id)).dropped_because, "disabled");
  await work.run("test", (tx) =>
    writeSettings(
      tx,
      {
        ...{ senderName: "Northwind Care", replyTo: "help@shop.test", kinds: { "test.rare": true } },
        quietHours: { from: "21:00", until: "08:00" },
        caps: { care: { perDay: 1, perWeek: 3 }, guide: { perDay: 1, perWeek: 3 }, marketing: { perWeek: 2 } },
      },
      facts.clock.real(),
    ),
  );
  await queue(rare, id, "again");
  await sendAll();
  const { mail } = server.received[0]!;
  assert.deepEqual([mail.from?.name, mail.replyTo?.[0]?.address], ["Northwind Care", "help@shop.test"]);
  await sql`delete from message_settings`.execute(facts.database.kysely);
});

test("erasing a person takes what they were written with it; nothing more is sent, also to a guest who is merged afterwards", async () => {
  const { id } = await person();
  await queue(service, id);
  await sendAll();
  await queue(service, id, "later");
  const guest = await facts.shopper({ kind: "guest", email: "g@example.test" });
  await queue(service, guest);
  await sendAll();
  await work.run("test", (tx) => erasePersonalData(tx, id, facts.clock.now()));
  await react();
  const contents = async (shopperId: Id<"shp">) =>
    (
      await facts.database.kysely
        .selectFrom("message_contents")
        .select("message_id")
        .where("shopper_id", "=", shopperId)
        .execute()
    ).length;
  assert.equal(await contents(id), 0);
  await queue(service, id, "afterwards");
  await sendAll();
  assert.equal((await rowsOf(id)).find(({ key }) => key === "afterwards")?.dropped_because, "erased");
  assert.equal(await contents(guest), 1);
  await work.run("test", (tx) => joinShoppers(tx, { guestId: guest, accountId: id, at: facts.clock.now() }));
  await react();
  assert.equal(await contents(guest), 0);
});

test("what was written is forgotten half a year later; that it was sent is not", async () => {
  const { id } = await person();
  await queue(service, id);
  await sendAll();
  const kept = () =>
    facts.database.kysely.selectFrom("message_contents").select("body").where("shopper_id", "=", id).execute();
  const fire = async () => {
    while ((await fireTimers(work, facts.clock, new Map([[forgetContents.name, forgetContents]]))) > 0);
  };
  facts.clock.advance(179 * day);
  await fire();
  assert.equal((await kept()).length, 1);
  facts.clock.advance(2 * day);
  await fire();
  assert.equal((await kept()).length, 0);
  assert.equal((await rowOf(id)).state, "sent");
});

test("what would come too late by the house's own time is not told at all, however young it is on the clock that hears of it", async () => {
  const { id } = await person();
  const { clock } = facts;
  const past = { real: clock.real, now: () => new Date(clock.now().getTime() - 90 * day) };
  const notAfter = new Date(past.now().getTime() + 7 * day);
  await work.run("test", (tx) =>
    queueMessage(tx, past, service, { shopperId: id, key: "k", values: { about: "parcel" }, notAfter }),
  );
  assert.deepEqual(await rowsOf(id), []);
});
