import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import type { RefundReason } from "../../facts/refunds/refund-parts.schema.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Tx, UnitOfWork } from "../../foundation/events/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { type Claimed, claimDue } from "../../foundation/outbox/index.ts";
import { issueCard, refillPayingCard } from "../gift-cards/index.ts";
import { giveRefundCredit } from "../store-credit/index.ts";
import { lockLeg } from "./lock-refund.ts";
import type { Answer, PaymentProvider } from "./payment-provider.ts";
import { lose, recordAnswer, succeed } from "./record-answer.ts";
import type { Leg, Refund } from "./refund-tables.ts";
import type { LegProvider } from "./split-tenders.ts";

const limit = 20;
/** How long a leg is the sender's own. After that somebody else asks the provider what became of it. */
const leaseMs = 2 * 60_000;
/** Tries without an answer; with the lease doubling after each, some two hours. */
const mostAttempts = 6;
const actor = "refunds";

interface Sending {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly providers: readonly PaymentProvider[];
  /** How long a provider is waited for. */
  readonly answerWithinMs?: number;
}

/**
 * Sends one batch of legs that are due and answers how many were tried. A leg is claimed in one transaction, sent outside of any, and its
 * answer recorded in another. Whoever dies between them leaves a leg that may have been paid: once its lease has ended the provider
 * is asked what became of the key, and pays again only under that same key, and only if it has never seen it.
 */
export async function sendRefunds(sending: Sending): Promise<number> {
  const claimed = await sending.work.run(actor, (tx) => claimLegs(tx, sending));
  const tried = await Promise.allSettled(claimed.map((leg) => sendLeg(sending, leg)));
  const failed = tried.find((one) => one.status === "rejected");
  // One that fails keeps its lease and is tried again; the others have been recorded.
  if (failed) throw failed.reason;
  return claimed.length;
}

/** A leg in the sender's hands, with what a provider has to know about it. */
interface ClaimedLeg extends Claimed {
  readonly provider: LegProvider;
  readonly amount: bigint;
  readonly currency: string;
  readonly reason: RefundReason;
  /** When the provider may have seen its key first. */
  readonly submittedAt: Date;
  /** Of the payment that it goes back to. */
  readonly method: string | null;
  readonly paymentReference: string | null;
}

/** Locks nothing but the legs: whoever changes a refund takes its row first, and would wait for us while we wait for it. */
async function claimLegs(tx: DatabaseTx, { clock, providers }: Sending): Promise<ClaimedLeg[]> {
  const payable = [...providers.map(({ name }) => name), "store-credit", "gift-card"];
  await noteUnpayable(tx, clock, payable);
  const claimed = await claimDue(tx, {
    ...{ table: "refund_legs", dueStates: ["intended"], leasedState: "submitted" },
    ...{ limit, leaseMs, now: clock.real(), where: sql`provider = any(${payable})` },
  });
  if (claimed.length === 0) return [];
  const { rows } = await sql<Omit<ClaimedLeg, "attempts" | "lost">>`
    update refund_legs l set submitted_at = coalesce(l.submitted_at, ${clock.real()})
    from refund_legs own
      join refunds r on r.id = own.refund_id
      left join payments p on p.id = own.payment_id
    where own.id = l.id and l.id = any(${claimed.map(({ id }) => id)}::uuid[])
    returning l.id, l.provider, l.amount, l.currency, r.reason, l.submitted_at as "submittedAt", p.method,
      p.reference as "paymentReference"`.execute(tx.db);
  const claimOf = new Map(claimed.map((claim) => [claim.id, claim]));
  return rows.map((row) => ({ ...row, ...claimOf.get(row.id)! }));
}

/**
 * Legs of a provider that is not set up wait and say so. Trying them would end in nobody knowing whether they were paid, when it is known that
 * they were not.
 */
async function noteUnpayable(tx: DatabaseTx, clock: Clock, payable: readonly string[]): Promise<void> {
  await sql`
    update refund_legs set failure = 'no payment provider named ' || provider || ' is set up'
    where state = 'intended' and due_at <= ${clock.real()} and failure is null
      and not provider = any(${[...payable]})`.execute(tx.db);
}

async function sendLeg(sending: Sending, leg: ClaimedLeg): Promise<void> {
  const { work, clock, providers } = sending;
  const record = (answer: Answer | "lost") => work.run(actor, (tx) => recordOutcome(tx, clock, leg, answer));
  if (leg.attempts > mostAttempts) return record("lost");
  if (leg.provider === "store-credit") return work.run(actor, (tx) => giveCredit(tx, clock, leg));
  if (leg.provider === "gift-card") return work.run(actor, (tx) => giveCard(tx, clock, leg));
  try {
    const provider = providers.find(({ name }) => name === leg.provider);
    if (!provider) throw new Error(`no payment provider named ${leg.provider} is set up`);
    await record(await askInTime(sending, (signal) => ask(provider, clock, leg, signal)));
  } catch (error) {
    await noteSilence(sending, leg, error);
  }
}

async function recordOutcome(tx: Tx, clock: Clock, { id }: ClaimedLeg, answer: Answer | "lost"): Promise<void> {
  const locked = await lockLeg(tx, id);
  if (answer !== "lost") await recordAnswer(tx, clock, locked, answer);
  else if (locked.leg.state === "submitted") await lose(tx, locked);
}

/** Store credit is in our own books: given and recorded in one transaction, so there is nobody to ask. */
async function giveCredit(tx: Tx, clock: Clock, { id, method }: ClaimedLeg): Promise<void> {
  const locked = await lockLeg(tx, id);
  const { leg, refund } = locked;
  if (leg.state !== "submitted") return;
  const entry = await giveRefundCredit(tx, clock, {
    ...{
      shopperId: refund.holder_id ?? leg.shopper_id,
      amount: leg.amount,
      currency: leg.currency,
      orderId: leg.order_id,
    },
    ...{ refundLegId: leg.id, restores: method === "store-credit", actor },
  });
  await succeed(tx, clock, locked, { actor, holder: entry.shopper_id });
}

/** As with store credit: onto the card that paid, where it is one of ours, else on a new one, whose code is mailed and nobody else sees it. */
async function giveCard(tx: Tx, clock: Clock, { id, method, paymentReference }: ClaimedLeg): Promise<void> {
  const locked = await lockLeg(tx, id);
  const { leg, refund } = locked;
  if (leg.state !== "submitted") return;
  const share = { amount: leg.amount, currency: leg.currency, orderId: leg.order_id, refundLegId: leg.id, actor };
  if (method !== "gift-card" || !(await refillPayingCard(tx, clock, { ...share, paymentReference })))
    await issueCard(tx, clock, {
      ...{ ...share, because: "refund", reference: toWire("rfl", leg.id), tell: "mail" },
      ...holderOf(refund, leg),
    });
  await succeed(tx, clock, locked, { actor });
}

/** The order of who bought a gift is told nothing of the card that it became. */
function holderOf({ holder_id }: Refund, { shopper_id, order_id }: Leg) {
  return holder_id === null
    ? { shopperId: shopper_id, orderId: order_id }
    : { shopperId: holder_id, orderId: undefined };
}

async function ask(
  provider: PaymentProvider,
  clock: Clock,
  { id: key, lost, submittedAt, amount, currency, reason, paymentReference }: ClaimedLeg,
  signal: AbortSignal,
): Promise<Answer | "lost"> {
  const asked = { key, signal, ...(paymentReference !== null && { paymentReference }) };
  if (lost) {
    const found = await provider.find(asked);
    if (found !== "never-seen") return found;
    if (clock.real().getTime() - submittedAt.getTime() >= provider.keyLifetimeMs) return "lost";
  }
  return provider.refund({ ...asked, amount, currency, reason });
}

async function askInTime<T>(
  { answerWithinMs = 20_000 }: Sending,
  question: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const late = pause(answerWithinMs, undefined, { signal: over.signal }).then(() => {
    throw new Error(`no answer within ${answerWithinMs} ms`);
  });
  try {
    return await Promise.race([question(over.signal), late]);
  } finally {
    over.abort();
  }
}

/** No answer came, which says nothing about the money: the lease decides when the provider is asked again, later each time. */
async function noteSilence({ work, clock }: Sending, { id, attempts }: ClaimedLeg, error: unknown): Promise<void> {
  const failure = error instanceof Error ? error.message : String(error);
  const lease_until = new Date(clock.real().getTime() + leaseMs * 2 ** (attempts - 1));
  await work.run(actor, (tx) =>
    tx.db
      .updateTable("refund_legs")
      .set({ failure, lease_until })
      .where("id", "=", id)
      .where("state", "=", "submitted")
      .execute(),
  );
}
