import { loadavg } from "node:os";
import { type SeededRandom, seededRandom } from "@aftercare/learn";
import { operations } from "../../../packages/platform/src/capabilities.ts";
import type { IntakeRecordJson } from "../../../packages/platform/src/facts/intake/index.ts";
import { runAsOperator } from "../../../packages/platform/src/foundation/operations/index.ts";
import {
  type PaymentProvider,
  recordProviderNews,
  sendRefunds,
  stripeNewsOf,
  stripeProvider,
} from "../../../packages/platform/src/means/refunds/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";
import { onFreshPlatform } from "../fresh-platform.ts";
import type { BenchResult } from "../result.ts";
import { atOnce } from "./at-once.ts";
import { compareBooks } from "./compare-books.ts";
import { type StripeServer, serveStripe } from "./stripe-server.ts";
import { takeOrders } from "./take-orders.ts";

const allRefunds = 1_000;
/** The provider is waited for so long, and keeps silent for longer. */
const answerWithinMs = 150;
/** Later than any lease: what was not answered is asked for again. */
const laterMs = 3 * 3_600_000;
const currencies = ["EUR", "JPY", "KWD"] as const;

/**
 * Refunds through Stripe's adapter and a local server that speaks Stripe's and misbehaves: it loses answers, keeps silent before and after having
 * paid, fails, declines, and tells of each refund by events that come several times, early and in any order. Two processes' worth of senders are at it.
 */
export function provider(args: readonly string[]): Promise<BenchResult[]> {
  const amount = args.includes("--quick") ? allRefunds / 10 : allRefunds;
  return onFreshPlatform(async (platform) => {
    const random = seededRandom("provider");
    const { wanted, refundIds } = await promise(platform, amount, random);
    const stripe = await serveStripe(random, (payment) => wanted.get(payment)?.currency ?? "EUR", 2 * answerWithinMs);
    try {
      const start = performance.now();
      const { clock, rounds } = await sendAll(platform, stripe);
      const seconds = (performance.now() - start) / 1_000;
      const times = Map.groupBy(stripe.paid, ({ payment }) => payment);
      const wrong = stripe.paid.filter(({ payment, amount: paid }) => wanted.get(payment)?.amount !== paid).length;
      const twice = [...times.values()].filter((each) => each.length > 1).length;
      const books = await compareBooks({ work: platform.work, clock }, [stripeOf(stripe)]);
      const once = await arrivedOnce(platform, refundIds);
      return [
        { name: "load average", value: loadavg()[0] ?? 0, unit: "processes" },
        { name: "refunds", value: amount, unit: "refunds" },
        ...Object.entries(stripe.treated).map(([name, value]) => ({
          name: `the provider ${name}`,
          value,
          unit: "calls",
        })),
        { name: "paid twice by the provider", value: twice, unit: "refunds", goal: "0", met: twice === 0 },
        { name: "paid with another amount", value: wrong, unit: "refunds", goal: "0", met: wrong === 0 },
        {
          ...{ name: "shoppers paid exactly once", value: once, unit: "shoppers", baseline: amount },
          ...{ goal: "all", met: once === amount },
        },
        {
          ...{ name: "differences between the books and the provider", value: books.open, unit: "differences" },
          ...{ goal: "0", met: books.open === 0 },
        },
        { name: "times that everything open was asked for again", value: rounds, unit: "rounds" },
        { name: "refunds ended", value: amount / seconds, unit: "1/s" },
      ];
    } finally {
      await stripe.close();
    }
  });
}

interface Wanted {
  readonly amount: number;
  readonly currency: string;
}

/** Orders that were paid by Stripe, each with a refund of a random amount of it. */
async function promise(platform: Platform, amount: number, random: SeededRandom) {
  const wanted = new Map<string, Wanted>();
  const records = Array.from({ length: amount }, (_, index): IntakeRecordJson[] => {
    const [id, payment] = [`RP-${index}`, `pi_bench${index}`];
    const [paid, currency] = [1_000 + random.int(50_000), currencies[index % currencies.length]!];
    const at = platform.clock.now().toISOString();
    // Stripe pays thousandths in tens only.
    wanted.set(payment, { amount: 10 * (1 + random.int(Math.floor(paid / 10))), currency });
    return [
      {
        ...{ type: "order", id, at, channel: "online", currency },
        lines: [{ sku: `SKU-${index}`, quantity: 1, amount: paid }],
      },
      { type: "payment", id: `${id}-M`, order: id, at, method: "card", amount: paid, reference: payment },
    ];
  });
  const idOf = await takeOrders(platform, records.flat());
  const refundIds: string[] = [];
  await atOnce([...wanted], 8, async ([payment, { amount: owed }]) => {
    const orderId = idOf.get(payment.replace("pi_bench", "RP-"));
    const refund = await call(platform, "refunds.issue", {
      ...{ orderId, amount: owed, reason: "returned", reference: payment, destination: "original" },
    });
    refundIds.push(refund.refundId);
  });
  return { wanted, refundIds };
}

function stripeOf({ url }: StripeServer): PaymentProvider {
  return stripeProvider({ secretKey: "sk_test_bench", url });
}

/** Sends, hears what the provider tells by itself, pays declined ones as credit, and lets hours pass, until nothing is open. */
async function sendAll(platform: Platform, stripe: StripeServer) {
  const { work } = platform;
  let passed = 0;
  const clock = { ...platform.clock, real: () => new Date(platform.clock.real().getTime() + passed) };
  const send = async () => {
    while ((await sendRefunds({ work, clock, providers: [stripeOf(stripe)], answerWithinMs })) > 0);
  };
  const hear = async () => {
    await atOnce(stripe.events(), 8, async (event) => {
      await work.run("bench", (tx) => recordProviderNews(tx, clock, stripeNewsOf(event)));
    });
  };
  for (let rounds = 1; ; rounds++) {
    await Promise.all([send(), send(), hear()]);
    await hear();
    await retryDeclined(platform);
    passed += laterMs;
    const { rows } = await platform.database.pool.query(
      "select 1 from refund_legs where state in ('intended', 'submitted') limit 1",
    );
    if (rows.length === 0) return { clock, rounds };
    if (rounds > 50) throw new Error("refunds are still open after 50 rounds");
  }
}

async function retryDeclined(platform: Platform): Promise<void> {
  const { items } = await call(platform, "refunds.search", { state: "stuck", limit: 200 });
  for (const { refundId, missing } of items)
    if (missing > 0) await call(platform, "refunds.retry", { refundId, destination: "store-credit" });
}

/** Refunds whose shares that arrived sum to their amount, at the provider or as credit, and which the ledger owes no more. */
async function arrivedOnce({ database }: Platform, refundIds: readonly string[]): Promise<number> {
  const { rows } = await database.pool.query<{ once: number }>(
    `select count(*)::int as once from refunds r where r.settled_at is not null
      and r.amount = (select sum(amount) from refund_legs l where l.refund_id = r.id and l.state = 'succeeded')
      and 0 = (select sum(amount) from ledger_lines l where l.order_id = r.order_id and l.account = 'refunds-payable')`,
  );
  return Math.min(rows[0]?.once ?? 0, refundIds.length);
}

/** What the operations used here answer, as far as it is needed. */
interface Answered {
  readonly refundId: string;
  readonly items: readonly { readonly refundId: string; readonly missing: number }[];
}

async function call({ work, clock }: Platform, name: string, input: object): Promise<Answered> {
  const operation = operations.find((one) => one.contract.name === name);
  if (!operation) throw new Error(`there is no operation ${name}`);
  return (await runAsOperator(operation, input, { locale: "en", runtime: { work, clock } })) as Answered;
}
