import { dayText, type PlainDayNumber } from "../../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { notFound, problemKind } from "../../../foundation/problems/index.ts";
import { type OrderReturnTerms, type ReturnTerms, readReturnTerms } from "../../../judgement/return-policies/index.ts";
import { type LabelMethod, labelMethods } from "../../../means/labels/index.ts";
import { destinationsNear } from "../../dispositions/index.ts";
import { offerFor, type ReturnOffer } from "./return-offer.ts";
import { type DeferredTiming, timingFor } from "./timing-under-risk.ts";

/** The units asked for are more than what is left of the line; the parameters say how many of each there are. */
const unitsNotAvailable = problemKind("units-not-available", 409);
/** It can be announced no more, or not without a word why it should be taken back all the same. */
const returnWindowClosed = problemKind("return-window-closed", 409);
/** What goes back only because it is faulty has a choice of its own, which nothing else may take or lend. */
const faultGoesApart = problemKind("fault-goes-apart", 409);

export interface WantedUnits {
  readonly line: number;
  readonly quantity: number;
  readonly reason: string;
  readonly detail?: string | undefined;
}

export interface WantedLine extends WantedUnits {
  readonly bought: OrderReturnTerms["order"]["lines"][number];
  readonly terms: ReturnTerms;
}

/** Lines that somebody wants to give back, with what holds for them. */
export interface WantedReturn extends OrderReturnTerms {
  readonly wanted: readonly WantedLine[];
  readonly offer: ReturnOffer;
  /** Where money waits for the goods that would otherwise be sent before. */
  readonly deferred: DeferredTiming | undefined;
  /** The first of the days by which the law wants the money back. */
  readonly refundBy: PlainDayNumber | undefined;
}

/**
 * Reads what holds for lines that are wanted back. For whoever writes it down the order's lines are locked before.
 * @param isBinding it is written down: whether money is sent before the goods come is decided for one return of a person after the other
 * @throws not-found (404) for an unknown order or line, units-not-available (409)
 */
export async function readWanted(
  tx: DatabaseTx,
  now: Date,
  orderId: string,
  units: readonly WantedUnits[],
  isBinding = false,
): Promise<WantedReturn> {
  const terms = await readReturnTerms(tx, now, orderId);
  const { order, termsOf } = terms;
  const byNumber = new Map(order.lines.map((line) => [line.line, line]));
  const taken = new Map<number, number>();
  const wanted = units.map((unit, index): WantedLine => {
    const bought = byNumber.get(unit.line);
    if (!bought) throw notFound({ field: `lines/${index}/line` });
    const inAll = (taken.get(unit.line) ?? 0) + unit.quantity;
    taken.set(unit.line, inAll);
    const { quantity, returned_quantity: returned, requested_quantity: requested } = bought;
    const left = quantity - returned - requested;
    if (inAll > left) {
      const counts = { bought: quantity, returned, requested, left, wanted: inAll };
      throw unitsNotAvailable({
        ...{ field: `lines/${index}/quantity`, line: unit.line, item: bought.title ?? bought.sku },
        ...counts,
      });
    }
    return { ...unit, bought, terms: termsOf(bought, unit.reason) };
  });
  const offer = offerFor(
    wanted.map((line) => line.terms),
    await waysBack(tx, orderId, order.country ?? undefined, wanted),
    terms.document.costOfSending,
  );
  const { timing, deferred } = await timingFor(tx, now, { order, wanted, granted: offer.timing, isBinding });
  const days = wanted.flatMap((line) => line.terms.refundBy ?? []);
  return {
    ...terms,
    wanted,
    offer: { ...offer, timing },
    deferred,
    refundBy: days.length === 0 ? undefined : Math.min(...days),
  };
}

/** The ways that lead back from where the goods are; giving them away is one where somebody near takes all of them. */
async function waysBack(
  tx: DatabaseTx,
  orderId: string,
  country: string | undefined,
  wanted: readonly WantedLine[],
): Promise<readonly LabelMethod[]> {
  const ways = await labelMethods(tx, country);
  if (!wanted.every(({ terms }) => terms.grants.methods.includes("donate-it"))) return ways;
  const near = await destinationsNear(tx, { orderId, lines: wanted.map(({ line }) => line), way: "donate" });
  return near.length > 0 ? ways : ways.filter(({ method }) => method !== "donate-it");
}

/**
 * Whether policy or law grants it as it is.
 * @param plea why it should be taken back all the same
 * @throws return-window-closed (409) where neither does and nobody says why it should be
 */
export function requireOpen({ wanted }: WantedReturn, plea: string | undefined): boolean {
  const closed = wanted.findIndex(({ terms }) => !terms.isOpen);
  const line = wanted[closed];
  if (!line) return true;
  if (plea !== undefined) return false;
  const { until } = line.terms;
  throw returnWindowClosed({
    ...{ field: `lines/${closed}/line`, line: line.line, item: line.bought.title ?? line.bought.sku },
    until: until === undefined ? "" : dayText(until),
  });
}

/**
 * What only the guarantee lets go back is announced by itself: together with other goods it would take the choice of money from them, or get it.
 * @throws fault-goes-apart (409)
 */
export function requireApart({ wanted }: WantedReturn): void {
  const cured = wanted.findIndex(({ terms }) => terms.isCureOnly);
  const line = wanted[cured];
  if (!line || wanted.every(({ terms }) => terms.isCureOnly)) return;
  const { bought } = line;
  throw faultGoesApart({ field: `lines/${cured}/line`, line: line.line, item: bought.title ?? bought.sku });
}

export function dayOrNull(day: PlainDayNumber | undefined): string | null {
  return day === undefined ? null : dayText(day);
}
