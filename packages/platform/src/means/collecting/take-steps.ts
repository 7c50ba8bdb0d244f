import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx, UnitOfWork } from "../../foundation/events/index.ts";
import { type Claimed, claimDue } from "../../foundation/outbox/index.ts";
import { collectionProcess } from "./collection.ts";
import type { Collection, Step } from "./collection-tables.ts";
import type { Collector, Seen } from "./collector.ts";
import { finishCollection } from "./end-collection.ts";
import { lockCollection } from "./lock-collection.ts";
import { recordMade } from "./record-made.ts";
import { stepLater } from "./steps.ts";

const limit = 20;
const leaseMs = 2 * 60_000;
/** Tries without an answer; with the lease doubling after each, some four hours. After them a person has to look. */
const mostAttempts = 7;
const againMs = 30 * 60_000;
const heldAgainMs = 6 * 3_600_000;
const actor = "collecting";

interface Taking {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly collectors: readonly Collector[];
  readonly answerWithinMs?: number;
}

interface ClaimedStep extends Claimed {
  readonly step: Step;
  readonly row: Collection;
}

/**
 * Asks providers what is due and answers how many questions there were. Each is claimed in one transaction, asked outside of any under its own key,
 * and its answer recorded in another: whoever dies between them asks again, and the provider does it once.
 */
export async function takeCollectionSteps(taking: Taking): Promise<number> {
  const { work, clock } = taking;
  const claimed = await work.run(actor, (tx) => claimSteps(tx, clock));
  const tried = await Promise.allSettled(claimed.map((step) => take(taking, step)));
  const failed = tried.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
  return claimed.length;
}

async function claimSteps(tx: Tx, clock: Clock): Promise<ClaimedStep[]> {
  const claimed = await claimDue(tx, {
    ...{ table: "collection_steps", dueStates: ["due"], leasedState: "asking", limit, leaseMs, now: clock.real() },
  });
  if (claimed.length === 0) return [];
  const ids = claimed.map(({ id }) => id);
  const steps = await tx.db
    .selectFrom("collection_steps")
    .select(["id", "step", "collection_id"])
    .where("id", "in", ids)
    .execute();
  const rows = await tx.db
    .selectFrom("collections")
    .selectAll()
    .where(
      "id",
      "in",
      steps.map((each) => each.collection_id),
    )
    .execute();
  return steps.flatMap(({ id, step, collection_id }) => {
    const row = rows.find((each) => each.id === collection_id);
    const claim = claimed.find((each) => each.id === id);
    return row && claim ? [{ ...claim, step, row }] : [];
  });
}

async function take(taking: Taking, claimed: ClaimedStep): Promise<void> {
  const { work, clock, collectors, answerWithinMs = 20_000 } = taking;
  const { id, step, row, attempts } = claimed;
  const name = row.via ?? (row.session?.startsWith("cs_") ? "stripe" : "local");
  try {
    const collector = collectors.find((each) => each.name === name);
    if (!collector) throw new Error(`no payment provider named ${name} is set up`);
    const signal = AbortSignal.timeout(answerWithinMs);
    const answer = await ask(collector, claimed, signal);
    await work.run(actor, (tx) => record(tx, clock, { id, step, collector, answer, collectionId: row.id }));
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    const lost = attempts >= mostAttempts;
    const lease_until = new Date(clock.real().getTime() + leaseMs * 2 ** (attempts - 1));
    await work.run(actor, (tx) =>
      tx.db
        .updateTable("collection_steps")
        .set({ failure, lease_until, ...(lost && { state: "unknown" }) })
        .where("id", "=", id)
        .where("state", "=", "asking")
        .execute(),
    );
  }
}

type Answer = Seen | "done" | "gone";

async function ask(collector: Collector, { id, step, row }: ClaimedStep, signal: AbortSignal): Promise<Answer> {
  const { session, payment_reference: paymentReference, amount, currency } = row;
  if (step === "look" || step === "end") {
    if (session === null) return "done";
    if (step === "end") await collector.end({ session, signal });
    return collector.look({ session, signal });
  }
  if (paymentReference === null) throw new Error(`nothing was taken for ${row.purpose}`);
  const asked = { capture: row.kept, "give-back": row.going_back, release: null }[step];
  const taken = {
    key: id,
    collectionId: row.id,
    paymentReference,
    amount: asked ?? amount,
    whole: amount,
    currency,
    signal,
  };
  return step === "give-back" ? collector.giveBack(taken) : collector[step](taken);
}

interface Answered {
  readonly id: string;
  readonly step: Step;
  readonly collector: Collector;
  readonly collectionId: string;
  readonly answer: Answer;
}

/** The row is locked first, as everybody does who changes it. */
async function record(tx: Tx, clock: Clock, { id, step, collector, collectionId, answer }: Answered): Promise<void> {
  const row = await lockCollection(tx, collectionId);
  const done = await tx.db
    .updateTable("collection_steps")
    .set({ state: "done", failure: null, lease_until: null })
    .where("id", "=", id)
    .where("state", "=", "asking")
    .executeTakeFirst();
  // Somebody else has asked meanwhile, after a lease that was over, and recorded the same answer.
  if (done.numUpdatedRows === 0n) return;
  if (answer === "done" || answer === "gone") {
    const isAsked = row.state === "releasing" || row.state === "capturing" || row.state === "returning";
    if (isAsked && step !== "look" && step !== "end") {
      await finishCollection(tx, clock, row, { command: answer === "gone" ? "lapse" : "finish", actor });
    }
    return;
  }
  if (answer.status === "made") {
    const { paymentReference, lapsesAt } = answer;
    if (row.made_at === null)
      await recordMade(tx, clock, row, { via: collector.name, paymentReference, lapsesAt, actor });
    else if (row.state === "held") await stepLater(tx, row.id, "look", lookAgain(row, clock.real()));
  } else if (answer.status === "over" && row.state === "held") {
    await finishCollection(tx, clock, row, { command: "lapse", actor });
  } else if (answer.status === "open" && row.state === collectionProcess.initial) {
    await stepLater(tx, row.id, "look", new Date(clock.real().getTime() + againMs));
  }
}

/** A hold is looked at when it should lapse, and from then on now and then: until then nothing happens to it unheard. */
function lookAgain({ lapses_at }: Collection, now: Date): Date {
  return lapses_at !== null && lapses_at > now ? lapses_at : new Date(now.getTime() + heldAgainMs);
}

/**
 * A provider has told that something happened to one of its pages or payments: it is asked what. What it tells can come late, twice and in any order;
 * what it answers is how things stand.
 * @returns false where it is none of ours
 */
export async function lookAtCollection(tx: Tx, clock: Clock, collectionId: string): Promise<boolean> {
  const query = tx.db.selectFrom("collections").select(["id", "session"]).where("id", "=", collectionId);
  const row = await query.executeTakeFirst();
  if (!row || row.session === null) return false;
  await stepLater(tx, row.id, "look", clock.real());
  return true;
}
