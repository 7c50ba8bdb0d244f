import { type GivenParcel, recordScans } from "../../facts/parcels/index.ts";
import { readRetailer } from "../../facts/retailer/index.ts";
import { type Attempt, attemptOnce } from "../../foundation/attempts/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { Tx, UnitOfWork } from "../../foundation/events/index.ts";
import {
  type ClaimedDelivery,
  claimDeliveries,
  type DeliverySummary,
  type ReadDelivery,
  settleDeliveries,
} from "../../foundation/webhooks/index.ts";
import { lookAtCollection } from "../../means/collecting/index.ts";
import { recordProviderNews } from "../../means/refunds/index.ts";
import { takeRecords } from "../intake/index.ts";
import { orderOfShop } from "./order-of-shop.ts";
import { parcelsOfShipments } from "./parcels-of-shipments.ts";
import type { JsonObject, Reading } from "./sender.ts";
import { senderOf } from "./senders/index.ts";
import { takeShopRefund } from "./shop-refund.ts";
import { linkArrivals, takeShopReturn, withArrivals } from "./shop-return.ts";

const batchSize = 10;
/** How far a sender's clock may run ahead. */
const aDay = 86_400_000;
/** Of those that were refused, so many are told: a bad batch of a thousand tells no more. */
const toldRejects = 20;

interface Parsed {
  readonly delivery: ClaimedDelivery;
  readonly reading: Reading;
}

/**
 * Reads one batch of stored events and answers how many were tried. The claim, what an event brings and the note that it was read are one
 * transaction: a process that dies at any line leaves the events to the next. One that fails holds up nobody, is tried again
 * later, and is parked for a person in the end.
 */
export async function readDeliveries(options: { readonly work: UnitOfWork; readonly clock: Clock }): Promise<number> {
  const { work, clock } = options;
  return work.run("webhooks", async (tx) => {
    const claimed = await claimDeliveries(tx, clock.real(), batchSize);
    if (claimed.length === 0) return 0;
    const { timeZone } = await readRetailer(tx);
    const read: ReadDelivery[] = [];
    const parsed: Parsed[] = [];
    for (const delivery of claimed) {
      let reading: Reading | undefined;
      const attempt = await attemptOnce(tx, delivery.attempts, clock.real(), async () => {
        reading = parse(delivery, timeZone);
      });
      if (reading?.forPerson !== undefined)
        read.push({ delivery, attempt: { outcome: "park", error: reading.forPerson }, summary: nothing });
      else if (reading) parsed.push({ delivery, reading });
      else read.push({ delivery, attempt, summary: nothing });
    }
    read.push(...(await takeAll(tx, clock, parsed)));
    await settleDeliveries(tx, read, clock.real());
    return claimed.length;
  });
}

const nothing: DeliverySummary = { taken: 0, known: 0, rejected: [] };

/** What is none of ours is as good as known: somebody has made it at the provider's own pages. */
function addTo({ taken, known, rejected }: DeliverySummary, isOurs: boolean): DeliverySummary {
  return { taken: taken + Number(isOurs), known: known + Number(!isOurs), rejected };
}

function parse({ sender: name, source, topic, body }: ClaimedDelivery, timeZone: string): Reading {
  const sender = senderOf(name);
  if (!sender) throw new Error(`no sender named ${name} in this release`);
  return sender.read(JSON.parse(body.toString()) as JsonObject, { topic, source, timeZone });
}

/** What is said of parcels goes in together, at the price of one; should that fail, each is taken for itself. */
async function takeAll(tx: Tx, clock: Clock, parsed: readonly Parsed[]): Promise<ReadDelivery[]> {
  const ofParcels = parsed.filter(isOfParcels);
  let summaries: DeliverySummary[] = [];
  const together = await attemptOnce(tx, 0, clock.real(), async () => {
    summaries = await takeParcels(
      tx,
      clock,
      ofParcels.map(({ reading }) => reading.parcels ?? []),
    );
  });
  const alone = together.outcome === "done" ? parsed.filter((one) => !isOfParcels(one)) : parsed;
  const read: ReadDelivery[] =
    together.outcome === "done"
      ? ofParcels.map(({ delivery }, index) => ({ delivery, attempt: together, summary: summaries[index] ?? nothing }))
      : [];
  for (const one of alone) read.push(await takeOne(tx, clock, one));
  return read;
}

/** Whose parcels are known without a look: those of a shipment may be told earlier in the same batch. */
function isOfParcels({ reading }: Parsed): boolean {
  const { records, shipments, refunds, shopReturns, shopRefunds, collections } = reading;
  return [records, shipments, refunds, shopReturns, shopRefunds, collections].every((one) => one === undefined);
}

async function takeOne(tx: Tx, clock: Clock, { delivery, reading }: Parsed): Promise<ReadDelivery> {
  let summary = nothing;
  const attempt: Attempt = await attemptOnce(tx, delivery.attempts, clock.real(), async () => {
    const { parcels = [], shipments = [], refunds = [], shopRefunds = [], needsOrder } = reading;
    const { collections = [] } = reading;
    for (const news of refunds) summary = addTo(summary, await recordProviderNews(tx, clock, news));
    for (const id of collections) summary = addTo(summary, await lookAtCollection(tx, clock, id));
    const records = await withArrivals(tx, clock, delivery.source, reading);
    const taken = records.length === 0 ? nothing : await takeRecords(tx, clock, delivery.source, records);
    if (needsOrder !== undefined) await orderOfShop(tx, delivery.source, needsOrder);
    await linkArrivals(tx, delivery.source, reading.shopArrivals);
    for (const news of reading.shopReturns ?? [])
      summary = addTo(summary, await takeShopReturn(tx, clock, delivery.source, news));
    for (const refund of shopRefunds)
      summary = addTo(summary, await takeShopRefund(tx, clock, delivery.source, refund));
    const [said = nothing] = await takeParcels(tx, clock, [
      [...parcels, ...(await parcelsOfShipments(tx, delivery.source, shipments))],
    ]);
    summary = {
      taken: summary.taken + taken.taken + said.taken,
      known: summary.known + taken.known + said.known,
      rejected: taken.rejected.slice(0, toldRejects),
    };
  });
  return { delivery, attempt, summary };
}

/** @param given what each event says, by its place */
async function takeParcels(
  tx: Tx,
  clock: Clock,
  given: readonly (readonly GivenParcel[])[],
): Promise<DeliverySummary[]> {
  const [now, real] = [clock.now(), clock.real()];
  const latest = new Date(Math.max(now.getTime(), real.getTime()) + aDay);
  const { parcels } = await recordScans(tx, given.flat(), { history: false, now, latest });
  const results = parcels.values();
  return given.map((ofOne) => {
    const news = ofOne.filter(() => results.next().value?.isNews).length;
    return { ...nothing, taken: news, known: ofOne.length - news };
  });
}
