import { type Selectable, sql } from "kysely";
import { lockLines } from "../../../facts/orders/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { notFound } from "../../../foundation/problems/index.ts";
import type { ReturnRequestLineTable, ReturnRequestTable } from "./return-request-tables.ts";

export type ReturnRequest = ReturnRequestTable;
export type ReturnRequestLine = Selectable<ReturnRequestLineTable>;

export interface LockedRequest {
  readonly request: ReturnRequest;
  readonly lines: readonly ReturnRequestLine[];
}

/**
 * Locks the lines of the request's order, then the request, and reads it: everybody who changes what comes back of an order stands in this line.
 * @throws not-found (404)
 */
export async function lockRequest(tx: DatabaseTx, requestId: string): Promise<LockedRequest> {
  const found = await tx.db
    .selectFrom("return_requests")
    .select("order_id")
    .where("id", "=", requestId)
    .executeTakeFirst();
  if (!found) throw notFound();
  await lockLines(tx, found.order_id);
  const request = await tx.db
    .selectFrom("return_requests")
    .selectAll()
    .where("id", "=", requestId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { request, lines: await readLines(tx, [requestId]) };
}

export async function readLines(tx: DatabaseTx, requestIds: readonly string[]): Promise<ReturnRequestLine[]> {
  if (requestIds.length === 0) return [];
  return tx.db
    .selectFrom("return_request_lines")
    .selectAll()
    .where("request_id", "in", [...requestIds])
    .orderBy("request_id")
    .orderBy("place")
    .execute();
}

export async function changeRequest(
  tx: DatabaseTx,
  request: ReturnRequest,
  change: Partial<ReturnRequestTable>,
): Promise<ReturnRequest> {
  await tx.db.updateTable("return_requests").set(change).where("id", "=", request.id).execute();
  return { ...request, ...change };
}

/** Units by which a line of a request moves on. */
export interface LineProgress {
  readonly place: number;
  readonly received?: number;
  readonly released?: number;
  readonly elsewhere?: number;
  readonly settled?: number;
}

/** Moves lines of a locked request on. Amounts add up: none is ever set. @returns the lines as they are then */
export async function advanceLines(
  tx: DatabaseTx,
  { request, lines }: LockedRequest,
  progress: readonly LineProgress[],
): Promise<readonly ReturnRequestLine[]> {
  if (progress.length === 0) return lines;
  await sql`
    update return_request_lines l set received = l.received + coalesce(p.received, 0),
      released = l.released + coalesce(p.released, 0), elsewhere = l.elsewhere + coalesce(p.elsewhere, 0),
      settled = l.settled + coalesce(p.settled, 0)
    from jsonb_to_recordset(${JSON.stringify(progress)}::jsonb)
      as p (place int, received int, released int, elsewhere int, settled int)
    where l.request_id = ${request.id} and l.place = p.place`.execute(tx.db);
  return lines.map((line) => {
    const moved = progress.filter(({ place }) => place === line.place);
    const by = (count: (each: LineProgress) => number | undefined) =>
      moved.reduce((sum, each) => sum + (count(each) ?? 0), 0);
    return {
      ...line,
      received: line.received + by((each) => each.received),
      released: line.released + by((each) => each.released),
      elsewhere: line.elsewhere + by((each) => each.elsewhere),
      settled: line.settled + by((each) => each.settled),
    };
  });
}

/** What is still awaited of a line. */
export function outstanding({ quantity, received, released }: ReturnRequestLine): number {
  return quantity - received - released;
}

/** Units that are here: on the request, or another way after they had been paid back. */
export function came({ received, elsewhere }: ReturnRequestLine): number {
  return received + elsewhere;
}

/** Units that were paid back and have not come, neither on the request nor another way. */
export function paidAhead(line: ReturnRequestLine): number {
  return Math.max(0, line.settled - came(line));
}

/** Counts units of an order's lines as announced, or, below zero, as not announced any more. The lines are locked. */
export async function countAnnounced(
  tx: DatabaseTx,
  orderId: string,
  units: readonly { readonly line: number; readonly quantity: number }[],
): Promise<void> {
  if (units.length === 0) return;
  await sql`
    update order_lines l set requested_quantity = greatest(0, l.requested_quantity + t.quantity)
    from (
      select line, sum(quantity)::int as quantity
      from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u (line int, quantity int) group by line
    ) t
    where l.order_id = ${orderId} and l.line = t.line`.execute(tx.db);
}
