import { sql } from "kysely";
import { reportRemedyRequestOperation } from "../../care/delivery/remedies/index.ts";
import { exchangeChoicesOperation, requestExchangeOperation } from "../../care/exchanges/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { reportCollectionOperation } from "../../means/collecting/index.ts";
import { asShopper } from "./as-shopper.ts";
import { shareOf } from "./by-chance.ts";
import { asShop, source } from "./shop-system.ts";
import { unlessRefused } from "./unless-refused.ts";

const hourMs = 3_600_000;
/** So long people think about what they want instead, and take to pay for it; and so long the shop needs to pack it. */
const wait = { choose: 5 * hourMs, pay: 8 * hourMs, send: 24 * hourMs };
const atOnce = 5;
/** Of what the shop is asked to send, so much is broken or cannot be found. */
const missing = 0.06;

/**
 * Lets people choose what they want for goods that they exchange and pay what it costs more, and the shop send it: by the same operations as on the
 * page of the return, at the desk and from the shop's own system.
 */
export async function sendExchanges(runtime: Runtime): Promise<void> {
  const { work, clock } = runtime;
  const before = (ms: number) => new Date(clock.now().getTime() - ms);
  const due = await work.run(source, async (tx) => ({
    unchosen: await readUnchosen(tx, before(wait.choose)),
    unpaid: await readUnpaid(tx, before(wait.pay)),
    unsent: await readUnsent(tx, before(wait.send)),
  }));
  for (const one of due.unchosen) await unlessRefused(runtime, (tx) => choose(tx, clock, one));
  for (const collectionId of due.unpaid) {
    const paid = { collectionId, outcome: "made", reference: "sample" } as const;
    await unlessRefused(runtime, (tx) => reportCollectionOperation.run(asShop(tx, clock), paid));
  }
  for (const requestId of due.unsent) {
    const outcome = shareOf(requestId) < missing ? "refused" : "done";
    await unlessRefused(runtime, (tx) => reportRemedyRequestOperation.run(asShop(tx, clock), { requestId, outcome }));
  }
}

interface Unchosen {
  readonly id: Id<"rrq">;
  readonly orderId: Id<"ord">;
  readonly shopperId: Id<"shp">;
}

/** Granted, and nothing was chosen yet. What was called off once is left to be paid in money. */
async function readUnchosen(tx: Tx, before: Date): Promise<readonly Unchosen[]> {
  const { rows } = await sql<Unchosen>`
    select q.id, q.order_id as "orderId", q.shopper_id as "shopperId"
    from return_requests q join orders o on o.id = q.order_id
    where q.state in ('open', 'on-its-way', 'partly-received', 'received') and q.resolution = 'exchange'
      and q.requested_at < ${before} and o.source = ${source}
      and not exists (select from exchanges e where e.return_request_id = q.id)
    order by q.requested_at limit ${atOnce}`.execute(tx.db);
  return rows;
}

async function choose(tx: Tx, clock: Runtime["clock"], { id: returnRequestId, ...of }: Unchosen): Promise<void> {
  const context = asShopper(tx, clock, of);
  const { lines } = await exchangeChoicesOperation.run(context, { returnRequestId, limit: 3 });
  const wanted = lines.flatMap(({ line, substitutes }) => {
    const sku = substitutes[Math.floor(shareOf(`${returnRequestId}/${line}`) * substitutes.length)]?.sku;
    return sku === undefined ? [] : [{ line, sku }];
  });
  if (wanted.length < lines.length) return;
  await requestExchangeOperation.run(context, { returnRequestId, lines: wanted, isInstant: false });
}

async function readUnpaid(tx: Tx, before: Date): Promise<readonly Id<"col">[]> {
  const { rows } = await sql<{ id: Id<"col"> }>`
    select c.id from collections c join orders o on o.id = c.order_id
    where c.state = 'open' and c.kind = 'payment' and c.purpose like 'exchange/%' and c.opened_at < ${before}
      and o.source = ${source}
    order by c.opened_at limit ${atOnce}`.execute(tx.db);
  return rows.map(({ id }) => id);
}

async function readUnsent(tx: Tx, before: Date): Promise<readonly Id<"rmq">[]> {
  const { rows } = await sql<{ id: Id<"rmq"> }>`
    select r.id from remedy_requests r join orders o on o.id = r.order_id
    where r.kind = 'exchange' and r.state in ('requested', 'acknowledged') and r.requested_at < ${before}
      and o.source = ${source}
    order by r.requested_at limit ${atOnce}`.execute(tx.db);
  return rows.map(({ id }) => id);
}
