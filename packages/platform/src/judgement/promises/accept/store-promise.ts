import { sql } from "kysely";
import { laneText } from "../../../facts/journeys/index.ts";
import type { Origin, SlotTime } from "../../../facts/shipping/index.ts";
import { addWorkingDays } from "../../../facts/shipping/index.ts";
import { dayText, type PlainDayNumber } from "../../../foundation/calendar/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { type Id, newId } from "../../../foundation/ids/index.ts";
import type { OrderTerms } from "./terms-of-order.ts";

/** The order whose way it is. */
export interface JourneyOfOrder {
  readonly orderId: string;
  readonly shopperId: string;
  readonly service: string | undefined;
  readonly carrier: string | undefined;
  readonly originKey: string | undefined;
  readonly origin: Origin | undefined;
  readonly country: string | undefined;
  readonly zone: string | undefined;
  readonly placedAt: Date;
  readonly startsOn: PlainDayNumber;
  /** Told when it was bought. */
  readonly toldFor: PlainDayNumber | undefined;
}

/** The journey of an order, made if there is none yet. */
export async function openJourney({ db }: DatabaseTx, of: JourneyOfOrder): Promise<{ id: string; lane: string }> {
  const { service, originKey, country, zone, startsOn, origin, toldFor } = of;
  const handOver = origin && addWorkingDays(origin, startsOn, origin.handlingDays);
  await db
    .insertInto("journeys")
    .values({
      id: newId(),
      source: "orders",
      key: of.orderId,
      order_id: of.orderId,
      shopper_id: of.shopperId,
      lane: laneText({ service, origin: originKey, country, zone }),
      service: service ?? null,
      carrier: of.carrier ?? null,
      origin: originKey ?? null,
      country: country ?? null,
      zone: zone ?? null,
      started_at: of.placedAt,
      starts_on: dayText(startsOn),
      planned_days: toldFor === undefined ? null : toldFor - startsOn,
      expected_handover_on: handOver === undefined ? null : dayText(handOver),
      handed_over_on: null,
      handed_over_at: null,
      delivered_on: null,
      delivered_at: null,
      cancelled_on: null,
      observed_until: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom("journeys")
    .select(["id", "lane"])
    .where("order_id", "=", of.orderId)
    .executeTakeFirstOrThrow();
  return row;
}

/** A promise as it is made. */
export interface NewPromise {
  readonly orderId: string;
  readonly shopperId: string;
  readonly journeyId: string;
  readonly lane: string;
  readonly service: string | undefined;
  readonly madeAt: Date;
  readonly terms: OrderTerms;
  readonly slot: SlotTime | undefined;
  readonly shopLatest: string | undefined;
  readonly modelId: string | undefined;
}

/** @returns its id */
export async function insertPromise({ db }: DatabaseTx, made: NewPromise): Promise<Id<"prm">> {
  const { terms, slot } = made;
  const [earliest, latest] = [dayText(terms.earliest), dayText(terms.latest)];
  const id = newId<"prm">();
  await db
    .insertInto("promises")
    .values({
      id,
      order_id: made.orderId,
      journey_id: made.journeyId,
      shopper_id: made.shopperId,
      lane: made.lane,
      service: made.service ?? null,
      basis: terms.basis,
      made_at: made.madeAt,
      starts_on: dayText(terms.startsOn),
      first_earliest: earliest,
      first_latest: latest,
      earliest,
      latest,
      slot_from: slot?.from ?? null,
      slot_until: slot?.until ?? null,
      q50: terms.q50 ?? null,
      q90: terms.q90 ?? null,
      confidence: terms.confidence ?? null,
      shop_latest: made.shopLatest ?? null,
      price: terms.price ?? null,
      chance_at_handover: null,
      settled_on: null,
      delivered_on: null,
      cause: null,
      model_id: made.modelId ?? null,
    })
    .execute();
  return id;
}

/** Another window than the one that was first promised, before anybody was on the way. */
export interface MovedWindow {
  readonly earliest: PlainDayNumber;
  readonly latest: PlainDayNumber;
  /** To miss the promise as it was first made. */
  readonly chanceLate: number;
  readonly at: Date;
}

/** Writes down the first revision of a promise: the window that was promised had been taken meanwhile. */
export async function moveWindow({ db }: DatabaseTx, promiseId: string, moved: MovedWindow): Promise<void> {
  const [earliest, latest] = [dayText(moved.earliest), dayText(moved.latest)];
  await sql`
    with revised as (
      update promises set earliest = ${earliest}, latest = ${latest}, revisions = 1 where id = ${promiseId} returning id
    )
    insert into promise_revisions (promise_id, number, at, earliest, latest, chance_late, cause)
    select id, 1, ${moved.at}, ${earliest}::date, ${latest}::date, ${moved.chanceLate}, 'slot' from revised`.execute(
    db,
  );
}
