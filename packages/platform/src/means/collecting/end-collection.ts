import { z } from "zod";
import { collectionEnded } from "../../facts/collections/index.ts";
import { CollectionId } from "../../facts/identifiers/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { timer } from "../../foundation/timers/index.ts";
import { collectionProcess } from "./collection.ts";
import type { Collection } from "./collection-tables.ts";
import { identityOf, lockCollection } from "./lock-collection.ts";
import { postMade } from "./record-made.ts";
import { stepLater } from "./steps.ts";

type Outcome = Parameters<typeof collectionEnded>[0]["data"]["outcome"];

/**
 * Nobody wants it any more, however far it is: a link is closed, what was paid goes back, a deposit is released. What is on its way back or over
 * already stays so. A deposit that is being kept at this moment is kept first: whoever hears that it was calls it off once more.
 * @param stays what of a deposit is still at stake, minor units: no more than that is kept, and what is only set aside stays set aside
 */
export async function callOffCollection(tx: Tx, clock: Clock, purpose: string, stays = 0n): Promise<void> {
  const row = await lockPurpose(tx, purpose);
  if (row?.state === "captured") await giveBack(tx, clock, row, keptOf(row) - stays);
  if (!row || stays > 0n) return;
  if (row.state === "open") await close(tx, clock, row, "cancel");
  else if (row.state === "paid") await giveBack(tx, clock, row, row.amount);
  else if (row.state === "held") await ask(tx, clock, row, "release");
}

/**
 * So much of a deposit is kept, since what that stands for did not come; the rest of it is let go. A hold can be kept once.
 * @param amount minor units; all of it where it is not so much, released where it is nothing
 * @returns false where there is none that could be
 */
export async function captureDeposit(tx: Tx, clock: Clock, purpose: string, amount: bigint): Promise<boolean> {
  const row = await lockPurpose(tx, purpose);
  if (row?.state !== "held") return false;
  const kept = amount < row.amount ? amount : row.amount;
  if (kept <= 0n) {
    await ask(tx, clock, row, "release");
    return true;
  }
  // What lies in a till is ours already, all of it: of that the rest is handed back.
  const isCash = row.via === "till";
  const captured = await ask(tx, clock, await set(tx, row, { kept: isCash ? row.amount : kept }), "capture");
  if (isCash) await giveBack(tx, clock, captured, row.amount - kept);
  return true;
}

/** Nobody has paid in time. */
export const expireCollection = timer(
  "collecting.expire",
  z.object({ collectionId: CollectionId }),
  async ({ tx, clock }, { collectionId }) => {
    const row = await lockCollection(tx, collectionId);
    if (row.state === "open") await close(tx, clock, row, "expire");
  },
);

async function lockPurpose(tx: Tx, purpose: string): Promise<Collection | undefined> {
  return tx.db.selectFrom("collections").selectAll().where("purpose", "=", purpose).forUpdate().executeTakeFirst();
}

/** A page that is open at a provider is closed there too; what is paid before that is heard of all the same. */
async function close(tx: Tx, clock: Clock, row: Collection, command: "cancel" | "expire"): Promise<void> {
  await change(tx, clock, row, command);
  if (row.session !== null) await stepLater(tx, row.id, "end", clock.real());
}

/** What a till holds is ours to give back by hand, and ours already where it is kept. */
async function ask(
  tx: Tx,
  clock: Clock,
  row: Collection,
  step: "give-back" | "release" | "capture",
): Promise<Collection> {
  const changed = await change(tx, clock, row, step);
  const number = step === "give-back" ? Math.max(1, row.returns) : 1;
  if (row.via !== "till") await stepLater(tx, row.id, step, clock.real(), number);
  else if (step === "capture") return finishCollection(tx, clock, changed, { command: "finish", actor: "till" });
  return changed;
}

/** Some of what was paid or kept goes back, or all of it. */
async function giveBack(tx: Tx, clock: Clock, row: Collection, amount: bigint): Promise<void> {
  if (amount <= 0n) return;
  const kept = row.kind === "hold" ? keptOf(row) - amount : null;
  await ask(tx, clock, await set(tx, row, { kept, going_back: amount, returns: row.returns + 1 }), "give-back");
}

function keptOf({ kept, amount }: Collection): bigint {
  return kept ?? amount;
}

/**
 * What was asked of a provider, or done by hand, is done; or the hold had run out there.
 * @param row locked
 * @returns it as it is then
 */
export async function finishCollection(
  tx: Tx,
  clock: Clock,
  row: Collection,
  { command, actor }: { readonly command: "finish" | "lapse"; readonly actor: string },
): Promise<Collection> {
  const isReturning = row.state === "returning";
  const staysKept = isReturning && row.kept !== null && row.kept > 0n;
  const settled = command === "lapse" ? await set(tx, row, { kept: null }) : row;
  const changed = await change(tx, clock, settled, command === "finish" && staysKept ? "keep" : command);
  if (row.state === "capturing" && changed.state === "captured" && row.via !== "till") {
    await postMade(tx, clock, row, { amount: keptOf(row), actor });
  }
  if (isReturning) await postMade(tx, clock, row, { amount: -(row.going_back ?? row.amount), actor });
  if (changed.state === "released" && row.via === "till")
    await postMade(tx, clock, row, { amount: -row.amount, actor });
  return set(tx, changed, { going_back: null });
}

async function set(tx: Tx, row: Collection, changes: Partial<Collection>): Promise<Collection> {
  await tx.db.updateTable("collections").set(changes).where("id", "=", row.id).execute();
  return { ...row, ...changes };
}

async function change(tx: Tx, clock: Clock, row: Collection, command: string): Promise<Collection> {
  const state = collectionProcess.next(row.state, command);
  const at = clock.now();
  const outcome = outcomes.find((each) => each === state);
  const changed = await set(tx, row, { state, ended_at: outcome === undefined ? null : at });
  if (outcome !== undefined) {
    const kept = outcome === "captured" ? { kept: keptOf(row) } : {};
    await tx.append(collectionEnded({ subject: row.shopper_id, at, data: { ...identityOf(row), outcome, ...kept } }));
  }
  return changed;
}

const outcomes: readonly Outcome[] = ["cancelled", "expired", "returned", "released", "captured", "lapsed"];
