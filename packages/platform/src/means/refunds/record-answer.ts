import { refundFailed, refundSucceeded } from "../../facts/refunds/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { postPayment } from "./ledger-lines.ts";
import type { LockedLeg } from "./lock-refund.ts";
import type { Answer } from "./payment-provider.ts";
import { refundLeg } from "./refund-leg.ts";
import type { Leg, Refund } from "./refund-tables.ts";

/** How long a refund that the provider is still working on is left alone before it is asked for again. */
const pendingMs = 15 * 60_000;

/**
 * Records what a provider says of a locked leg, whoever heard it first, however often and in whatever order: what failed once stays failed,
 * since an older answer can arrive after a newer one, and the money is paid anew by a leg of its own.
 */
export async function recordAnswer(tx: Tx, clock: Clock, locked: LockedLeg, answer: Answer): Promise<void> {
  const { leg } = locked;
  const reference = answer.reference;
  if (answer.status === "pending") {
    if (leg.state !== "submitted") return;
    const lease_until = new Date(clock.real().getTime() + pendingMs);
    await change(tx, leg, { provider_reference: reference, lease_until, attempts: 0 });
  } else if (answer.status === "succeeded") {
    if (leg.state !== "succeeded" && leg.state !== "failed") await succeed(tx, clock, locked, { reference, actor });
  } else if (leg.state !== "failed") {
    await fail(tx, clock, locked, { reference, actor, failure: answer.failure ?? "declined" });
  }
}

const actor = "refunds";

interface Heard {
  readonly actor: string;
  readonly reference?: string | undefined;
}

/**
 * A leg has reached the shopper; the refund has, when all its legs have.
 * @throws illegal-transition (409)
 */
export async function succeed(
  tx: Tx,
  clock: Clock,
  { refund, leg, legs }: LockedLeg,
  { actor: by, reference, holder }: Heard & { readonly holder?: string },
): Promise<void> {
  const state = refundLeg.next(leg.state, "succeed");
  const at = clock.now();
  await change(tx, leg, { state, terminal_at: at, failure: null, ...known(reference) });
  await postPayment(tx, clock, leg, { actor: by, holder });
  const arrived = legs.filter((other) => other.id === leg.id || other.state === "succeeded");
  if (arrived.reduce((sum, { amount }) => sum + amount, 0n) !== refund.amount) return;
  await tx.db.updateTable("refunds").set({ settled_at: at }).where("id", "=", refund.id).execute();
  await tx.append(refundSucceeded({ subject: refund.shopper_id, at, data: identityOf(refund) }));
}

/**
 * A leg did not reach the shopper, or came back: its money stays owed, and stays under the ceiling.
 * @throws illegal-transition (409)
 */
export async function fail(
  tx: Tx,
  clock: Clock,
  { refund, leg }: LockedLeg,
  { actor: by, reference, failure }: Heard & { readonly failure: string },
): Promise<void> {
  const reopened = leg.state === "succeeded";
  const state = refundLeg.next(leg.state, reopened ? "fall-back" : "fail");
  const at = clock.now();
  await change(tx, leg, { state, terminal_at: at, failure, ...known(reference) });
  if (reopened) {
    await postPayment(tx, clock, leg, { actor: by, cameBack: true });
    await tx.db.updateTable("refunds").set({ settled_at: null }).where("id", "=", refund.id).execute();
  }
  const data = { ...identityOf(refund), legId: leg.id as Id<"rfl">, amount: leg.amount, failure, reopened };
  await tx.append(refundFailed({ subject: refund.shopper_id, at, data }));
}

/** Nobody can say whether a leg was paid: it blocks until somebody can. */
export async function lose(tx: Tx, { leg }: LockedLeg): Promise<void> {
  await change(tx, leg, { state: refundLeg.next(leg.state, "lose"), lease_until: null });
}

async function change(tx: Tx, leg: Leg, changes: Partial<Omit<Leg, "id">>): Promise<void> {
  await tx.db.updateTable("refund_legs").set(changes).where("id", "=", leg.id).execute();
}

function known(reference: string | undefined) {
  return { lease_until: null, ...(reference !== undefined && { provider_reference: reference }) };
}

/** What every fact about a refund says. */
export function identityOf({ id, order_id, shopper_id, amount, currency }: Refund) {
  return {
    ...{ refundId: id as Id<"rfd">, orderId: order_id as Id<"ord">, shopperId: shopper_id as Id<"shp"> },
    ...{ amount, currency },
  };
}
