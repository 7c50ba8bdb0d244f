import type { Plan } from "@aftercare/simulator";
import { sql } from "kysely";
import { createReturnRequestOperation, returnOptionsOperation } from "../../care/returns/requests/index.ts";
import { isAboutFit } from "../../facts/returns/reasons/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { asShopper } from "./as-shopper.ts";
import { shareOf } from "./by-chance.ts";
import { source } from "./shop-system.ts";
import { putPlans } from "./stored-life.ts";

const dayMs = 86_400_000;
/** So long before the goods are back somebody says on the order's page that they will come. */
const aheadDays = 5;
/** Of those who send something back; the others write to the shop, which tells of it when it has come. */
const announcing = 0.6;
const announcedAtOnce = 5;
/** Of those whom it does not fit, so many take another size. */
const exchanging = 0.5;

type GiveBack = Extract<Plan, { readonly kind: "give-back" }>;

interface Due {
  readonly plan: GiveBack;
  readonly order_id: Id<"ord">;
  readonly shopper_id: Id<"shp">;
}

/**
 * Lets people announce what they are going to send back, by the same operations as on the order's page, and lets the carrier say when it has it.
 * Each in a transaction of its own; an order of which something is announced already waits for that.
 */
export async function announceReturns({ work, clock }: Runtime): Promise<void> {
  const due = await work.run(source, (tx) => readDue(tx, clock.now()));
  let announced = 0;
  for (const one of due) {
    // Those whom the policy refuses are asked for again: they hold up nobody behind them.
    if (announced === announcedAtOnce) return;
    if (await work.run(source, (tx) => announce(tx, clock, one))) announced++;
  }
}

async function readDue(tx: Tx, now: Date): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select p.plan, o.id as order_id, o.shopper_id
    from sample_plans p join orders o on o.source = ${source} and o.key = p.plan ->> 'order'
    where p.at > ${now} and p.at <= ${new Date(now.getTime() + aheadDays * dayMs)}
      and p.plan ->> 'kind' = 'give-back' and p.plan -> 'record' ->> 'channel' <> 'store'
      and not exists (select from return_requests q where q.order_id = o.id)
    order by p.at`.execute(tx.db);
  return rows.filter(({ plan }) => announces(plan));
}

/** Always the same for one return, however often it is asked. */
function announces({ key }: GiveBack): boolean {
  return shareOf(key) < announcing;
}

/** @returns whether it was granted */
async function announce(
  tx: Tx,
  clock: Runtime["clock"],
  { plan, order_id: orderId, shopper_id }: Due,
): Promise<boolean> {
  const lines = await linesOf(tx, orderId, plan);
  if (lines.length === 0) return false;
  const context = asShopper(tx, clock, { orderId, shopperId: shopper_id });
  await sql`savepoint announcing`.execute(tx.db);
  try {
    const { methods, resolutions } = await returnOptionsOperation.run(context, { orderId, lines });
    const method =
      methods.find((each) => each.recommended && each.method !== "store") ??
      methods.find((each) => each.method !== "store");
    const canFit = lines.every(({ reason }) => isAboutFit(reason)) && shareOf(`${plan.key}/instead`) < exchanging;
    const resolution =
      resolutions.find((each) => each.resolution === "exchange" && canFit)?.resolution ??
      resolutions.find((each) => each.recommended && each.resolution !== "exchange")?.resolution ??
      "refund";
    if (method === undefined) return false;
    const request = await createReturnRequestOperation.run(context, {
      orderId,
      lines,
      method: method.method,
      resolution,
    });
    const [label] = request.labels;
    if (label) await putPlans(tx, scansOf(plan, clock.now(), label));
    return true;
  } catch (problem) {
    // Too late for the policy, or it came back another way: then it is sent without a word.
    if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
    await sql`rollback to savepoint announcing`.execute(tx.db);
    return false;
  }
}

async function linesOf(tx: Tx, orderId: string, { record }: GiveBack) {
  const rows = await tx.db
    .selectFrom("order_lines")
    .select(["line", "sku"])
    .where("order_id", "=", orderId)
    .orderBy("line")
    .execute();
  return record.lines.flatMap(({ sku, quantity, reason }) => {
    const line = rows.find((each) => each.sku === sku)?.line;
    return line === undefined ? [] : [{ line, quantity, reason: reason ?? "other-reason" }];
  });
}

interface Label {
  readonly labelId: string;
  readonly carrier: string;
  readonly trackingNumber: string;
}

/** Handed over half-way, and on the last van an hour before the goods are there. */
function scansOf(plan: GiveBack, now: Date, { labelId, carrier, trackingNumber }: Label): Plan[] {
  const handedOver = Math.round((now.getTime() + plan.at) / 2);
  const scan = (part: string, at: number, status: "in_transit" | "out_for_delivery"): Plan => ({
    ...{ key: `scan/${labelId}/${part}`, at, kind: "tell" },
    record: {
      ...{ type: "scan", id: `${labelId}-${part}`, carrier, trackingNumber, at: new Date(at).toISOString() },
      ...{ status, code: status, text: status },
    },
  });
  return [scan("1", handedOver, "in_transit"), scan("2", plan.at - 3_600_000, "out_for_delivery")];
}
