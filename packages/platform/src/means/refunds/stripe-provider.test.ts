import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, describe, test } from "node:test";
import fc from "fast-check";
import { newId, toUuid } from "../../foundation/ids/index.ts";
import { migrationFolders } from "../../migrations.ts";
import { recordProviderNews, stripeNewsOf, stripeProvider } from "./index.ts";
import type { ListedRefund } from "./payment-provider.ts";
import { sendRefunds } from "./send-refunds.ts";
import { ledgerAmount, stripeAmount } from "./stripe-amount.ts";
import { type TestTill, testTill } from "./testing.ts";

interface Paid {
  readonly id: string;
  readonly object: "refund";
  status: string;
  readonly amount: number;
  readonly currency: string;
  /** Unix time in seconds. */
  created: number;
  readonly payment: string;
  readonly payment_intent?: string;
  readonly charge?: string;
  readonly metadata: Record<string, string>;
  failure_reason?: string;
}

/** How Stripe treats the next call: an answer of its own, or doing it and then breaking the connection. */
type Treatment = { readonly status: number; readonly error: object } | "loses-answer" | "pending" | "declines";

/** Speaks Stripe's refunds: form bodies, keys that are remembered with their answer, lists by payment, and misbehaves on command. */
const refunds: Paid[] = [];
const asked: { readonly form: URLSearchParams; readonly key: string | undefined }[] = [];
const byKey = new Map<string, Paid>();
let treatments: Treatment[] = [];

const stripe = createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", "http://stripe.test");
  if (request.headers.authorization !== "Bearer sk_test_1")
    return answer(response, 401, { error: { type: "invalid_request_error" } });
  if (request.method === "GET") return list(url, response);
  const form = new URLSearchParams(await bodyOf(request));
  const key = request.headers["idempotency-key"] as string | undefined;
  asked.push({ form, key });
  const treatment = treatments.shift();
  if (typeof treatment === "object") return answer(response, treatment.status, { error: treatment.error });
  const refund = byKey.get(key ?? "") ?? pay(form, treatment);
  byKey.set(key ?? "", refund);
  if (treatment === "loses-answer") return response.destroy();
  return answer(response, 200, refund);
});

function pay(form: URLSearchParams, treatment: Treatment | undefined): Paid {
  const status = treatment === "pending" ? "pending" : treatment === "declines" ? "failed" : "succeeded";
  const payment = form.get("payment_intent") ?? form.get("charge") ?? "";
  const metadata = { aftercare_leg: form.get("metadata[aftercare_leg]") ?? "" };
  const refund: Paid = {
    ...{
      id: `re_${refunds.length + 1}`,
      object: "refund",
      status,
      amount: Number(form.get("amount")),
      payment,
      metadata,
    },
    // Stripe knows the currency by the payment, and tells it in small letters.
    ...{ currency: /yen/.test(payment) ? "jpy" : /dinar/.test(payment) ? "kwd" : "eur", created: 1_000 },
    ...(payment.startsWith("pi_") ? { payment_intent: payment, charge: `ch_of_${payment}` } : { charge: payment }),
    ...(status === "failed" && { failure_reason: "lost_or_stolen_card" }),
  };
  refunds.unshift(refund);
  return refund;
}

function list(url: URL, response: ServerResponse) {
  const payment = url.searchParams.get("payment_intent") ?? url.searchParams.get("charge");
  const [begin, end] = ["created[gte]", "created[lt]"].map((name) => Number(url.searchParams.get(name)));
  const isWanted = (one: Paid) =>
    payment === null ? one.created >= (begin ?? 0) && one.created < (end ?? 0) : one.payment === payment;
  const all = refunds.filter(isWanted);
  const from = all.findIndex(({ id }) => id === url.searchParams.get("starting_after")) + 1;
  // Pages of two, so that few refunds are several pages.
  return answer(response, 200, { object: "list", data: all.slice(from, from + 2), has_more: from + 2 < all.length });
}

function answer(response: ServerResponse, status: number, body: object) {
  return response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

let till: TestTill;
let url: string;
before(async () => {
  till = await testTill(migrationFolders);
  await new Promise<void>((listening) => stripe.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${(stripe.address() as AddressInfo).port}`;
});
after(async () => {
  await till.audit();
  await till.close();
  await new Promise((closed) => stripe.close(closed));
});
beforeEach(() => {
  treatments = [];
});

const provider = (secretKey = "sk_test_1") => stripeProvider({ secretKey, url });
const send = () => sendRefunds({ work: till.work, clock: till.clock, providers: [provider()] });
const sendAgain = () => {
  till.clock.advance(24 * 60_000);
  return send();
};

/** An order that was paid with Stripe, under the payment's own identifier. */
async function paidByStripe(reference: string, amount = 5_000, currency = "EUR") {
  const order = await till.buy({ lines: [amount], currency });
  await till.database.pool.query("update payments set reference = $1 where order_id = $2", [
    reference,
    toUuid("ord", order),
  ]);
  return order;
}

describe("a refund through Stripe", () => {
  test("is asked for once, in Stripe's own count, with our key and reason, by intent or by charge", async () => {
    const first = await till.issue(await paidByStripe("pi_first"), 1_250);
    const second = await till.issue(await paidByStripe("ch_second"), 400);
    asked.length = 0;
    await send();
    assert.deepEqual([(await till.see(first)).state, (await till.see(second)).state], ["arrived", "arrived"]);
    const forms = asked.map(({ form, key }) => ({ ...Object.fromEntries(form), key })) as Record<string, string>[];
    const one = forms.find((form) => form["payment_intent"] === "pi_first")!;
    assert.deepEqual(
      [one["amount"], one["key"], one["metadata[aftercare_leg]"]],
      ["1250", toUuid("rfl", first.legs[0]!.legId), toUuid("rfl", first.legs[0]!.legId)],
    );
    assert.equal(forms.find((form) => form["charge"] === "ch_second")?.["amount"], "400");
    assert.equal((await till.see(first)).legs[0]?.provider, "stripe");
  });

  test("whose answer was lost is found again among many, and paid once", async () => {
    const order = await paidByStripe("pi_lost");
    for (let n = 0; n < 5; n++) await till.issue(order, 100);
    await send();
    treatments = ["loses-answer"];
    const refund = await till.issue(order, 700);
    await send();
    assert.equal((await till.see(refund)).state, "on-its-way");
    await sendAgain();
    assert.equal((await till.see(refund)).state, "arrived");
    const key = toUuid("rfl", refund.legs[0]!.legId);
    assert.equal(refunds.filter(({ metadata }) => metadata["aftercare_leg"] === key).length, 1);
  });

  test("that Stripe refuses has failed; a limit, a conflict, a wrong key and an error of Stripe's say nothing", async () => {
    const refused = { status: 400, error: { type: "invalid_request_error", code: "charge_already_refunded" } };
    treatments = [refused];
    const gone = await till.issue(await paidByStripe("pi_refused"), 300);
    await send();
    const seen = await till.see(gone);
    assert.deepEqual([seen.state, seen.legs[0]?.failure], ["stuck", "charge_already_refunded"]);
    for (const [status, type] of [
      [429, "rate_limit_error"],
      [409, "idempotency_error"],
      [400, "idempotency_error"],
      [401, "invalid_request_error"],
      [500, "api_error"],
    ] as const) {
      treatments = [{ status, error: { type } }];
      const refund = await till.issue(await paidByStripe(`pi_${status}${type.replaceAll("_", "")}`), 300);
      await send();
      assert.equal((await till.see(refund)).state, "on-its-way", `${status} ${type}`);
      await sendAgain();
      assert.equal((await till.see(refund)).state, "arrived", `${status} ${type}`);
    }
  });

  test("that is pending waits for Stripe's word, which may come first, twice, and weeks later", async () => {
    treatments = ["pending"];
    const refund = await till.issue(await paidByStripe("pi_slow"), 900);
    await send();
    assert.equal((await till.see(refund)).state, "on-its-way");
    const paid = refunds.find(({ payment }) => payment === "pi_slow")!;
    const hear = (status: string) =>
      till.work.run("stripe", (tx) => recordProviderNews(tx, till.clock, stripeNewsOf({ ...paid, status })));
    assert.equal(await hear("succeeded"), true);
    assert.equal(await hear("succeeded"), true);
    assert.equal((await till.see(refund)).state, "arrived");
    await hear("failed");
    assert.equal((await till.see(refund)).state, "stuck");
    const others = { ...paid, id: "re_others", metadata: { aftercare_leg: "not ours" } };
    const heard = await till.work.run("stripe", (tx) => recordProviderNews(tx, till.clock, stripeNewsOf(others)));
    assert.equal(heard, false, "made by somebody at Stripe's own pages");
  });

  test("is never sent in a currency's wrong unit: yen and dinars", async () => {
    asked.length = 0;
    await till.issue(await paidByStripe("pi_yen", 5_800, "JPY"), 5_800);
    await till.issue(await paidByStripe("pi_dinar", 12_340, "KWD"), 12_340);
    const odd = await till.issue(await paidByStripe("pi_odd", 12_345, "KWD"), 12_345);
    await send();
    const amounts = asked.map(({ form }) => `${form.get("payment_intent")} ${form.get("amount")}`).toSorted();
    assert.deepEqual(amounts, ["pi_dinar 12340", "pi_yen 5800"]);
    assert.match((await till.see(odd)).legs[0]?.failure ?? "", /last unit/);
  });

  test("with a key of ours that Stripe does not know is left alone, and nothing of the key is told", async () => {
    const { signal } = new AbortController();
    const wanted = { key: newId(), paymentReference: "pi_x", amount: 1n, currency: "EUR", reason: "lost", signal };
    await assert.rejects(provider("sk_test_wrong").refund(wanted), (error: Error) => !/sk_test/.test(error.message));
    await assert.rejects(provider("sk_test_wrong").find(wanted), /401/);
  });
});

test("Stripe's refunds of a period are listed page by page, in our own count, with what they pay back and our key", async () => {
  const { signal } = new AbortController();
  const wanted = [
    { reference: "pi_listed1", amount: 1_250n, currency: "EUR" },
    { reference: "ch_listed_yen", amount: 5_800n, currency: "JPY" },
    { reference: "pi_listed_dinar", amount: 12_340n, currency: "KWD" },
    { reference: "pi_listed4", amount: 1n, currency: "EUR" },
    { reference: "pi_listed5", amount: 2n, currency: "EUR" },
  ].map((refund) => ({ ...refund, key: newId() }));
  for (const { reference, ...one } of wanted)
    await provider().refund({ ...one, paymentReference: reference, reason: "returned", signal });
  const [last, before] = refunds;
  for (const refund of refunds) refund.created = 2_000;
  last!.created = 3_000;
  before!.metadata["aftercare_leg"] = "written by others";
  const listed: ListedRefund[] = [];
  for await (const some of provider().list({ from: new Date(1_999_001), to: new Date(3_000_000), signal }))
    listed.push(...some);
  const ours = wanted.slice(0, 3).map((one) => listed.find(({ key }) => key === one.key));
  assert.deepEqual(
    ours.map((one) => [one?.amount, one?.currency, one?.status, one?.madeAt.getTime(), one?.paymentReferences]),
    [
      [1_250n, "EUR", "succeeded", 2_000_000, ["pi_listed1", "ch_of_pi_listed1"]],
      [5_800n, "JPY", "succeeded", 2_000_000, ["ch_listed_yen"]],
      [12_340n, "KWD", "succeeded", 2_000_000, ["pi_listed_dinar", "ch_of_pi_listed_dinar"]],
    ],
  );
  assert.equal(listed.find(({ reference }) => reference === before!.id)?.key, undefined);
  assert.equal(listed.length, refunds.length - 1, "what was made at the end itself is in the next period");
});

test("what Stripe counted is the same again in our units; what they have no word for is cut off", () => {
  for (const currency of ["EUR", "JPY", "KWD", "ISK", "UGX"]) {
    assert.equal(ledgerAmount(stripeAmount(1_230n, currency)!, currency), 1_230n);
  }
  assert.equal(ledgerAmount(10_050n, "ISK"), 100n);
});

test("Stripe's count of an amount: whole, hundredths, thousandths, never rounded", () => {
  assert.deepEqual(
    ["EUR", "JPY", "KWD", "ISK", "UGX", "XOF"].map((currency) => stripeAmount(1_000n, currency)),
    [1_000n, 1_000n, 1_000n, 100_000n, 100_000n, 1_000n],
  );
  assert.equal(stripeAmount(1_001n, "BHD"), undefined);
  const currency = fc.constantFrom("EUR", "JPY", "KWD", "ISK", "CLP", "TND");
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      currency,
      (a, b, of) => {
        const [one, other, both] = [stripeAmount(a, of), stripeAmount(b, of), stripeAmount(a + b, of)];
        if (one !== undefined && other !== undefined) assert.equal(both, one + other);
      },
    ),
  );
});
