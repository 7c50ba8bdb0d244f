import type { ContractOutput, takeBackVisit } from "@aftercare/platform/contract";
import { useSyncExternalStore } from "react";
import type { Selection } from "./selection.ts";
import type { CounterOrder } from "./take-back-page.tsx";

/** A purchase of which something lies on the counter. */
export interface Picked {
  readonly order: CounterOrder;
  readonly selection: Selection;
}

interface Visit {
  /** By order, in the order in which they were opened. */
  readonly picked: ReadonlyMap<string, Picked>;
  /** Whoever brings it did not buy it. */
  readonly isGift: boolean;
  /** What came of the visit before: codes that it told are told once. */
  readonly taken: ContractOutput<typeof takeBackVisit> | undefined;
}

const nothing: Visit = { picked: new Map(), isGift: false, taken: undefined };
let visit = nothing;
const listeners = new Set<() => void>();

/** What somebody has brought to this counter, until it is taken back or the next customer comes: it outlives the page of one purchase. */
export function useVisit(): Visit {
  return useSyncExternalStore(subscribe, () => visit);
}

/** Picks what comes back of a purchase; nothing of it takes it off the counter. */
export function pick(order: CounterOrder, selection: Selection): void {
  const picked = new Map(visit.picked);
  if (selection.size === 0) picked.delete(order.orderId);
  else picked.set(order.orderId, { order, selection });
  change({ ...visit, picked });
}

export function setGift(isGift: boolean): void {
  change({ ...visit, isGift });
}

/** It was taken back: what it came to is shown until the next customer. */
export function finishVisit(taken: Visit["taken"]): void {
  change({ ...nothing, taken });
}

export function clearVisit(): void {
  change(nothing);
}

function change(next: Visit): void {
  visit = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
