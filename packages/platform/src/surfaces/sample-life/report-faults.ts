import { sql } from "kysely";
import { claimOperations, reportClaimOperation } from "../../care/claims/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { asShopper } from "./as-shopper.ts";
import { oneOf, shareOf } from "./by-chance.ts";
import { asShop, source } from "./shop-system.ts";
import { holdLife } from "./stored-life.ts";
import { unlessRefused } from "./unless-refused.ts";

const dayMs = 86_400_000;
/** Something is found to be faulty every other day, of what was bought in the last fourteen months. */
const everyDays = 2;
const boughtWithin = { least: 14, most: 420 };
/** While so many wait for a person, nobody reports another: the sample has no desk of its own. */
const mostWaiting = 6;
/** So long a repair takes. */
const repairDays = 4;

const remedies = ["replacement", "repair", "refund", "price-reduction", "replacement"] as const;
const faults = ["damaged-or-defective", "surface-damage", "breaks-easily", "damaged-after-use"] as const;

/** Lets people report now and then that something is faulty, by the same operation as on the order's page, and the workshop hand back what it mended. */
export async function reportFaults(runtime: Runtime): Promise<void> {
  const { work, clock } = runtime;
  const now = clock.now();
  await unlessRefused(runtime, (tx) => report(tx, clock));
  const mended = await work.run(source, (tx) => readMended(tx, now));
  const settle = claimOperations.find(({ contract }) => contract.name === "claims.settle");
  for (const claimId of mended) {
    await unlessRefused(runtime, async (tx) => settle?.run({ ...asShop(tx, clock), actor: mender }, { claimId }));
  }
}

/** Whoever holds life does it, so that two processes do not both. */
async function report(tx: Tx, clock: Runtime["clock"]): Promise<void> {
  const now = clock.now();
  if ((await holdLife(tx)) === undefined || !(await isTime(tx, now))) return;
  const found = await readBought(tx, now);
  if (!found) return;
  const { orderId, shopperId, number, line } = found;
  const said = { line, quantity: 1, reason: oneOf(faults, `${number}/fault`) };
  const claim = { orderId, lines: [said], remedy: oneOf(remedies, `${number}/remedy`) };
  await reportClaimOperation.run(asShopper(tx, clock, { orderId, shopperId }), claim);
}

/** Who says that something is mended: a person at the workshop. */
const mender = { role: "agent", id: source, scope: {} } as const;

async function isTime(tx: Tx, now: Date): Promise<boolean> {
  const { rows } = await sql<{ latest: Date | null; waiting: number }>`
    select max(reported_at) as latest, count(*) filter (where state = 'reported')::int as waiting
    from claims`.execute(tx.db);
  const [{ latest, waiting } = { latest: null, waiting: 0 }] = rows;
  return waiting < mostWaiting && (latest === null || now.getTime() - latest.getTime() >= everyDays * dayMs);
}

interface Bought {
  readonly orderId: Id<"ord">;
  readonly shopperId: Id<"shp">;
  readonly number: string;
  readonly line: number;
}

/** Something that was kept, bought at a moment that is drawn for the day. */
async function readBought(tx: Tx, now: Date): Promise<Bought | undefined> {
  const day = Math.floor(now.getTime() / dayMs);
  const ago = boughtWithin.least + shareOf(`fault/${day}`) * (boughtWithin.most - boughtWithin.least);
  const { rows } = await sql<Bought>`
    select o.id as "orderId", o.key as number, o.shopper_id as "shopperId", l.line
    from (select * from orders where placed_at <= ${new Date(now.getTime() - ago * dayMs)} and source = ${source}
      order by placed_at desc limit 20) o
    join order_lines l on l.order_id = o.id
    where l.returned_quantity = 0 and l.requested_quantity = 0
      and not exists (select from claims c where c.order_id = o.id)
    order by o.placed_at desc, l.line limit 1`.execute(tx.db);
  return rows[0];
}

async function readMended(tx: Tx, now: Date): Promise<readonly Id<"clm">[]> {
  const { rows } = await sql<{ id: Id<"clm"> }>`
    select c.id from claims c join orders o on o.id = c.order_id
    where c.state = 'in-cure' and c.remedy = 'repair' and o.source = ${source}
      and exists (select from returns r where r.request_id = c.return_request_id
        and r.returned_at < ${new Date(now.getTime() - repairDays * dayMs)})
    limit 5`.execute(tx.db);
  return rows.map(({ id }) => id);
}
