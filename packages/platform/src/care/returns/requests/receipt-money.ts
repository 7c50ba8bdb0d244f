import { sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { type Id, toWire } from "../../../foundation/ids/index.ts";
import { notFound } from "../../../foundation/problems/index.ts";
import { readRoomOfOrder, tillShareOf, withinRoom } from "../../../means/refunds/index.ts";
import type { ReturnMoney } from "../return-money.contract.ts";
import { dueNow, type ReceivedUnits } from "./receive-units.ts";
import { bonusOf, wayOf } from "./settle-request.ts";
import { paysBack, settlementOf } from "./settlement-of-units.ts";
import { came, type LockedRequest, type ReturnRequest, type ReturnRequestLine, readLines } from "./store-request.ts";

type Money = z.output<typeof ReturnMoney>;
type House = Money["house"][number];

/** What a share counted out at a till is kept under, to say with which goods it was. */
export function countedOutWith(returnId: string): string {
  return `return/${toWire("ret", returnId as Id<"ret">)}`;
}

/** The same of a request that is only read. @throws not-found (404) */
export async function moneyOfReceipt(
  tx: DatabaseTx,
  requestId: string,
  receipt: { readonly returnId: string; readonly at: Date },
): Promise<Money> {
  const query = tx.db.selectFrom("return_requests").selectAll().where("id", "=", requestId);
  const request = await query.executeTakeFirst();
  if (!request) throw notFound();
  return readReceiptMoney(tx, { request, lines: await readLines(tx, [requestId]) }, receipt);
}

interface SettledRow {
  readonly own: boolean;
  readonly amount: bigint;
  readonly bonus: bigint;
  readonly refundId: Id<"rfd"> | null;
  /** Of its refund: to be counted out at a till; waiting for that; and counted out with these goods. */
  readonly cash: bigint;
  readonly waiting: bigint;
  readonly counted: bigint;
}

/** Who gave what when goods of a request came in, and what is still to come for them. */
export async function readReceiptMoney(
  tx: DatabaseTx,
  { request, lines }: LockedRequest,
  { returnId, at }: { readonly returnId: string; readonly at: Date },
): Promise<Money> {
  const { rows } = await sql<SettledRow>`
    select s.return_id is not distinct from ${returnId}::uuid as own, s.amount, s.bonus, s.refund_id as "refundId",
      c.cash, c.waiting, c.counted
    from return_settlements s cross join lateral (
      select coalesce(sum(l.amount), 0)::bigint as cash,
        coalesce(sum(l.amount) filter (where l.state = 'intended'), 0)::bigint as waiting,
        coalesce(sum(l.amount) filter (
          where l.state = 'succeeded' and l.provider_reference = ${countedOutWith(returnId)}), 0)::bigint as counted
      from refund_legs l where l.refund_id = s.refund_id and l.provider = 'till' and l.state not in ('failed', 'cancelled')
    ) c
    where s.request_id = ${request.id} and (s.return_id = ${returnId} or s.at <= ${at})
    order by s.number`.execute(tx.db);
  return {
    ...{ currency: request.currency, till: sumOf(rows, "counted"), elsewhere: 0n },
    house: rows.flatMap((row) => (row.own ? houseOf(request, row) : [])),
    bonus: sumOf(
      rows.filter(({ own }) => own),
      "bonus",
    ),
    request: {
      ...nameOf(request),
      before: sumOf(
        rows.filter(({ own }) => !own),
        "amount",
      ),
      later: await amountOf(tx, request, unsettled(lines)),
    },
  };
}

function sumOf(rows: readonly SettledRow[], of: "amount" | "bonus" | "counted"): bigint {
  return rows.reduce((sum, row) => sum + row[of], 0n);
}

/** What units that lie here would be given, and by whom, if they were received now. Nothing is locked: whoever comes first may leave less. */
export async function previewReceipt(
  tx: DatabaseTx,
  { request, lines }: LockedRequest,
  units: readonly ReceivedUnits[],
): Promise<Money> {
  const then = lines.map((line) => {
    const more = units.reduce((sum, { place, quantity }) => sum + (place === line.place ? quantity : 0), 0);
    return { ...line, received: line.received + more };
  });
  const due = dueNow(request, then).flatMap(({ place, quantity }) => {
    const line = then.find((one) => one.place === place);
    return line && quantity > 0 ? [{ line, quantity }] : [];
  });
  const { amount, bonus, till } = await promiseOf(tx, request, due);
  const before = await tx.db
    .selectFrom("return_settlements")
    .select(({ fn }) => fn.sum<string>("amount").as("amount"))
    .where("request_id", "=", request.id)
    .executeTakeFirst();
  const settled = due.map(({ line: { place }, quantity }) => ({ place, quantity }));
  const left = then.map((line) => {
    const now = settled.find(({ place }) => place === line.place)?.quantity ?? 0;
    return { ...line, settled: line.settled + now };
  });
  return {
    ...{ currency: request.currency, till: till + (await promisedCash(tx, request.id)), bonus, elsewhere: 0n },
    house:
      amount > till && request.resolution !== "repair" ? [{ way: houseWayOf(request), amount: amount - till }] : [],
    request: {
      ...nameOf(request),
      before: BigInt(before?.amount ?? 0),
      later: await amountOf(tx, request, unsettled(left)),
    },
  };
}

async function promiseOf(
  tx: DatabaseTx,
  request: ReturnRequest,
  due: readonly { readonly line: ReturnRequestLine; readonly quantity: number }[],
): Promise<{ readonly amount: bigint; readonly bonus: bigint; readonly till: bigint }> {
  if (due.length === 0) return { amount: 0n, bonus: 0n, till: 0n };
  const settlement = await settlementOf(tx, request, due);
  if (!paysBack(request)) return { amount: settlement.amount, bonus: 0n, till: 0n };
  const parts = withinRoom(settlement.parts, await readRoomOfOrder(tx, request.order_id));
  const amount = parts.reduce((sum, part) => sum + part.amount, 0n);
  const destination = wayOf(request.resolution);
  const till = await tillShareOf(tx, request.order_id, { amount, destination });
  return { amount, bonus: bonusOf(request, settlement, amount), till };
}

function nameOf({ id, number, resolution, timing }: ReturnRequest) {
  return { returnRequestId: id as Id<"rrq">, number, resolution, timing };
}

function houseWayOf({ resolution }: ReturnRequest): House["way"] {
  return resolution === "exchange" ? "exchange" : wayOf(resolution);
}

function houseOf(request: ReturnRequest, { amount, refundId, cash, waiting }: SettledRow): House[] {
  if (request.resolution === "repair") return [];
  const paid = refundId === null ? {} : { refundId };
  return [
    ...(amount > cash ? [{ way: houseWayOf(request), amount: amount - cash, ...paid }] : []),
    ...(waiting > 0n ? [{ way: "cash" as const, amount: waiting, ...paid }] : []),
  ];
}

/** What came in and is not settled. */
function unsettled(lines: readonly ReturnRequestLine[]) {
  return lines.map((line) => ({ line, quantity: came(line) - line.settled })).filter(({ quantity }) => quantity > 0);
}

async function amountOf(
  tx: DatabaseTx,
  request: ReturnRequest,
  units: readonly { readonly line: ReturnRequestLine; readonly quantity: number }[],
): Promise<bigint> {
  if (units.length === 0 || request.resolution === "repair") return 0n;
  return (await promiseOf(tx, request, units)).amount;
}

/** Promised for a request before, in cash, and not counted out yet. */
async function promisedCash(tx: DatabaseTx, requestId: string): Promise<bigint> {
  const { rows } = await sql<{ amount: bigint }>`
    select coalesce(sum(l.amount), 0)::bigint as amount
    from return_settlements s join refund_legs l on l.refund_id = s.refund_id
    where s.request_id = ${requestId} and l.provider = 'till' and l.state = 'intended'`.execute(tx.db);
  return rows[0]!.amount;
}
