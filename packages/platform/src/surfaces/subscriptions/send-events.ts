import { sql } from "kysely";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx, UnitOfWork } from "../../foundation/events/index.ts";
import { toWire } from "../../foundation/ids/index.ts";
import { type Claimed, claimDue } from "../../foundation/outbox/index.ts";
import { type Answered, NoAnswer, post } from "./post.ts";
import { signedHeaders } from "./sign.ts";
import type { WebhookSendingTable, WebhookSubscriptionTable } from "./subscription-tables.ts";

const limit = 20;
const leaseMs = 60_000;
/** Whoever is asked and does not answer holds up everybody of the batch, and is not asked again at once. */
const quietMs = 60_000;
/** Seconds before each further try, as Standard Webhooks 1.0.0 suggests: some three days in all. */
const waits = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
/** A receiver that was away is not asked by everybody in the same second. */
const spread = 0.2;
const gone = 410;

export interface Telling {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  /** Whether receivers inside our own network may be told. */
  readonly allowInside: boolean;
  /** How long a receiver is waited for. */
  readonly answerWithinMs?: number;
}

type Sending = WebhookSendingTable & { readonly subscription: WebhookSubscriptionTable };

/**
 * Tells one batch of what is due and answers how many were tried. Each is claimed, sent outside of any transaction, and noted: whoever dies between
 * leaves one that is told again, under the same id, by which the receiver knows it.
 */
export async function sendEvents(telling: Telling): Promise<number> {
  const { work, clock } = telling;
  const claimed = await work.run("subscriptions", (tx) => claim(tx, clock));
  await Promise.all(
    claimed.map(async (sending) => {
      const outcome = await tell(telling, sending);
      await work.run("subscriptions", (tx) => note(tx, clock, sending, outcome));
    }),
  );
  return claimed.length;
}

async function claim(tx: Tx, clock: Clock): Promise<Sending[]> {
  const claimed: Claimed[] = await claimDue(tx, {
    ...{ table: "webhook_sendings", dueStates: ["queued"], leasedState: "sending", limit, leaseMs },
    now: clock.real(),
    where: sql`not exists (
      select from webhook_subscriptions s where s.id = subscription_id and s.quiet_until > ${clock.real()})`,
  });
  if (claimed.length === 0) return [];
  const ids = claimed.map(({ id }) => id);
  const sendings = await tx.db.selectFrom("webhook_sendings").selectAll().where("id", "in", ids).execute();
  const subscriptions = await tx.db
    .selectFrom("webhook_subscriptions")
    .selectAll()
    .where("id", "in", [...new Set(sendings.map(({ subscription_id }) => subscription_id))])
    .execute();
  const byId = new Map(subscriptions.map((one) => [one.id, one]));
  return sendings.map((sending) => ({ ...sending, subscription: byId.get(sending.subscription_id)! }));
}

type Outcome = Answered | { readonly failure: string; readonly wasSilent: boolean } | "disabled";

async function tell(
  { clock, allowInside, answerWithinMs = 20_000 }: Telling,
  { id, body, subscription }: Sending,
): Promise<Outcome> {
  if (subscription.disabled_at !== null) return "disabled";
  try {
    const headers = signedHeaders(subscription, toWire("wsn", id), body, clock.real());
    return await post(subscription.url, { headers, body, allowInside, answerWithinMs });
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error), wasSilent: error instanceof NoAnswer };
  }
}

async function note(tx: Tx, clock: Clock, sending: Sending, outcome: Outcome): Promise<void> {
  const now = clock.real();
  if (outcome === "disabled") return change(tx, sending, { state: "failed", failure: "disabled" });
  const answered = "status" in outcome ? outcome.status : null;
  const failure = "failure" in outcome ? outcome.failure.slice(0, 300) : null;
  if (answered !== null && answered >= 200 && answered < 300)
    return change(tx, sending, { state: "sent", sent_at: now, answered, failure: null });
  if (answered === gone) {
    await disable(tx, sending.subscription_id, now);
    return change(tx, sending, { state: "failed", answered, failure });
  }
  if ("wasSilent" in outcome && outcome.wasSilent) await leaveAlone(tx, sending.subscription_id, now);
  const wait = waits[sending.attempts - 1];
  if (wait === undefined) return change(tx, sending, { state: "failed", answered, failure });
  const asked = "retryAfter" in outcome ? (outcome.retryAfter ?? 0) : 0;
  const seconds = Math.min(Math.max(wait * (1 + spread * Math.random()), asked), waits.at(-1)!);
  return change(tx, sending, {
    ...{ state: "queued", due_at: new Date(now.getTime() + seconds * 1_000), answered, failure },
  });
}

/** Only while it is still ours: somebody may have replayed it meanwhile. */
async function change(tx: Tx, { id, attempts }: Sending, changes: Partial<WebhookSendingTable>): Promise<void> {
  await tx.db
    .updateTable("webhook_sendings")
    .set({ ...changes, lease_until: null })
    .where("id", "=", id)
    .where("state", "=", "sending")
    .where("attempts", "=", attempts)
    .execute();
}

async function disable(tx: Tx, subscriptionId: string, now: Date): Promise<void> {
  await tx.db
    .updateTable("webhook_subscriptions")
    .set({ disabled_at: now, disabled_because: "gone" })
    .where("id", "=", subscriptionId)
    .where("disabled_at", "is", null)
    .execute();
}

async function leaveAlone(tx: Tx, subscriptionId: string, now: Date): Promise<void> {
  const quiet_until = new Date(now.getTime() + quietMs);
  await tx.db.updateTable("webhook_subscriptions").set({ quiet_until }).where("id", "=", subscriptionId).execute();
}
