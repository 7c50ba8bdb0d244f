import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { SeededRandom } from "@aftercare/learn";

/** A refund as Stripe tells of it. */
export interface StripeRefund {
  readonly id: string;
  readonly object: "refund";
  readonly status: "succeeded" | "pending" | "failed";
  readonly amount: number;
  readonly currency: string;
  /** Unix time in seconds. */
  readonly created: number;
  readonly payment_intent: string;
  readonly charge: null;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A server that speaks Stripe's refunds and misbehaves as real ones do, only more often. */
export interface StripeServer {
  readonly url: string;
  /** Every time money went out. */
  readonly paid: readonly { readonly payment: string; readonly amount: number }[];
  /** What it did with the calls that it got. */
  readonly treated: Readonly<Record<string, number>>;
  /** What it tells by webhook: each event up to three times, newest first now and then. Takes those that were not told yet. */
  events(): StripeRefund[];
  close(): Promise<void>;
}

/** Every answer it may give to a refund, with its share; the rest is answered as it should be. */
const misbehaviours = [
  ["loses its answer", 0.12],
  ["never answers, having paid", 0.06],
  ["never answers, not having paid", 0.06],
  ["fails inside", 0.06],
  ["asks to come later", 0.05],
  ["is still working on it", 0.1],
  ["declines", 0.03],
] as const;

type Treatment = (typeof misbehaviours)[number][0] | "answers";

/**
 * A key is paid once and remembered with its answer, as Stripe documents it; that is all that can be relied on. What it is working on is paid when it is
 * asked for its events.
 * @param currencyOf what each payment was in, as Stripe knows it
 */
export async function serveStripe(
  random: SeededRandom,
  currencyOf: (payment: string) => string,
  silentMs: number,
): Promise<StripeServer> {
  const byKey = new Map<string, StripeRefund>();
  const paid: { payment: string; amount: number }[] = [];
  const treated: Record<string, number> = {};
  let untold: StripeRefund[] = [];

  const set = (key: string, refund: StripeRefund) => {
    if (refund.status === "succeeded") paid.push({ payment: refund.payment_intent, amount: refund.amount });
    byKey.set(key, refund);
    untold.push(...new Array<StripeRefund>(1 + random.int(3)).fill(refund));
    return refund;
  };
  const make = (form: URLSearchParams, treatment: Treatment): StripeRefund => {
    const payment = form.get("payment_intent") ?? "";
    const status =
      treatment === "is still working on it" ? "pending" : treatment === "declines" ? "failed" : "succeeded";
    return {
      ...{ id: `re_${byKey.size + 1}`, object: "refund", status, payment_intent: payment, charge: null },
      ...{ amount: Number(form.get("amount")), currency: currencyOf(payment).toLowerCase() },
      ...{ created: Math.floor(Date.now() / 1_000) },
      metadata: { aftercare_leg: form.get("metadata[aftercare_leg]") ?? "" },
    };
  };

  async function refund(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await bodyOf(request));
    const key = String(request.headers["idempotency-key"]);
    const treatment = drawn(random);
    treated[treatment] = (treated[treatment] ?? 0) + 1;
    if (treatment === "fails inside") return answer(response, 500, { error: { type: "api_error" } });
    if (treatment === "asks to come later") return answer(response, 429, { error: { type: "rate_limit_error" } });
    if (treatment === "never answers, not having paid") return dropLater(response);
    const made = byKey.get(key) ?? set(key, make(form, treatment));
    if (treatment === "never answers, having paid") return dropLater(response);
    if (treatment === "loses its answer") return void response.destroy();
    answer(response, 200, made);
  }

  async function dropLater(response: ServerResponse): Promise<void> {
    await pause(silentMs);
    response.destroy();
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://stripe.test");
    if (request.method === "POST") void refund(request, response);
    else answer(response, 200, listed(url.searchParams, [...byKey.values()].toReversed()));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ paid, treated },
    events() {
      for (const [key, one] of byKey) if (one.status === "pending") set(key, { ...one, status: "succeeded" });
      const told = random.shuffle(untold);
      untold = [];
      return told;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function drawn(random: SeededRandom): Treatment {
  let drawn = random.next();
  for (const [name, share] of misbehaviours) {
    drawn -= share;
    if (drawn < 0) return name;
  }
  return "answers";
}

function listed(query: URLSearchParams, all: readonly StripeRefund[]) {
  const payment = query.get("payment_intent");
  const [begin, end] = ["created[gte]", "created[lt]"].map((name) => Number(query.get(name)));
  const wanted = all.filter((one) =>
    payment === null ? one.created >= (begin ?? 0) && one.created < (end ?? 0) : one.payment_intent === payment,
  );
  const from = wanted.findIndex(({ id }) => id === query.get("starting_after")) + 1;
  const limit = Number(query.get("limit"));
  return { object: "list", data: wanted.slice(from, from + limit), has_more: from + limit < wanted.length };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
