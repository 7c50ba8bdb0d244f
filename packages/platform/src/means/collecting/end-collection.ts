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
 */
export async function callOffCollection(tx: Tx, clock: Clock, purpose: string): Promise<void> {
  const row = await lockPurpose(tx, purpose);
  if (!row) return;
  if (row.state === "open") await close(tx, clock, row, "cancel");
  else if (row.state === "paid" || row.state === "captured") await ask(tx, clock, row, "give-back");
  else if (row.state === "held") await ask(tx, clock, row, "release");
}

/**
 * The deposit is kept, since what it stands for did not come.
 * @returns false where there is none that could be
 */
export async function captureDeposit(tx: Tx, clock: Clock, purpose: string): Promise<boolean> {
  const row = await lockPurpose(tx, purpose);
  if (row?.state !== "held") return false;
  await ask(tx, clock, row, "capture");
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
async function ask(tx: Tx, clock: Clock, row: Collection, step: "give-back" | "release" | "capture"): Promise<void> {
  const changed = await change(tx, clock, row, step);
  if (row.via !== "till") await stepLater(tx, row.id, step, clock.real());
  else if (step === "capture") await finishCollection(tx, clock, changed, { command: "finish", actor: "till" });
}

/**
 * What was asked of a provider, or done by hand, is done; or the hold had run out there.
 * @param row locked
 */
export async function finishCollection(
  tx: Tx,
  clock: Clock,
  row: Collection,
  { command, actor }: { readonly command: "finish" | "lapse"; readonly actor: string },
): Promise<void> {
  const { state } = await change(tx, clock, row, command);
  if (state === "captured" && row.via !== "till") await postMade(tx, clock, row, actor);
  if (state === "returned" || (state === "released" && row.via === "till")) await postMade(tx, clock, row, actor, -1n);
}

async function change(tx: Tx, clock: Clock, row: Collection, command: string): Promise<Collection> {
  const state = collectionProcess.next(row.state, command);
  const at = clock.now();
  const outcome = outcomes.find((each) => each === state);
  const ended_at = outcome === undefined ? null : at;
  await tx.db.updateTable("collections").set({ state, ended_at }).where("id", "=", row.id).execute();
  if (outcome !== undefined) {
    await tx.append(collectionEnded({ subject: row.shopper_id, at, data: { ...identityOf(row), outcome } }));
  }
  return { ...row, state, ended_at };
}

const outcomes: readonly Outcome[] = ["cancelled", "expired", "returned", "released", "captured", "lapsed"];
