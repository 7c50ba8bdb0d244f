import { sql } from "kysely";
import type { z } from "zod";
import type { RefundDestination } from "../../facts/refunds/refund-parts.schema.ts";
import { ofOwnStore } from "../../facts/returns/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, toWire } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { counterSource } from "./record-return.ts";
import { moneyOfReceipt } from "./requests/index.ts";
import { type ReturnMoney, returnMoney } from "./return-money.contract.ts";

type Money = z.output<typeof ReturnMoney>;

/** What a refund gives for one return; minor units. */
interface PaidRow {
  readonly refundId: Id<"rfd">;
  readonly destination: RefundDestination;
  readonly amount: bigint;
  /** Of the refund, in cash: all of it, and what waits to be counted out. */
  readonly cash: bigint;
  readonly waiting: bigint;
}

/**
 * Who gives what for a return that is there. What a till took back by itself it pays by itself, as far as no refund of ours names that return.
 * @throws not-found (404)
 */
export async function readReturnMoney(tx: DatabaseTx, returnId: string): Promise<Money> {
  const row = await tx.db
    .selectFrom("returns as r")
    .leftJoin("unproven_returns as u", "u.return_id", "r.id")
    .select([
      "r.amount",
      "r.currency",
      "r.source",
      "r.store_id",
      "r.request_id",
      "r.returned_at",
      "u.amount as unproven",
    ])
    .where("r.id", "=", returnId)
    .executeTakeFirst();
  if (!row) throw notFound();
  if (row.request_id !== null) return moneyOfReceipt(tx, row.request_id, { returnId, at: row.returned_at });
  const refunds = await readRefunds(tx, returnId);
  const card = row.unproven ?? 0n;
  const rest = refunds.reduce((left, { amount }) => left - amount, row.amount - card);
  const isTills = row.source === counterSource && row.store_id !== null;
  const counted = refunds.reduce((sum, { cash, waiting }) => sum + cash - waiting, 0n);
  return {
    currency: row.currency,
    till: counted + (isTills ? rest : 0n),
    house: [
      ...(card > 0n ? [{ way: "gift-card" as const, amount: card }] : []),
      ...refunds.flatMap(({ refundId, destination, amount, cash, waiting }) => [
        ...(amount > cash ? [{ way: wayOf(destination), amount: amount - cash, refundId }] : []),
        ...(waiting > 0n ? [{ way: "cash" as const, amount: waiting, refundId }] : []),
      ]),
    ],
    bonus: 0n,
    elsewhere: isTills ? 0n : rest,
  };
}

export const returnMoneyOperation = operation(returnMoney, {
  by: { associate: ofOwnStore, agent: anything, manager: anything, admin: anything, service: anything },
  run: ({ tx }, { returnId }) => readReturnMoney(tx, returnId),
});

async function readRefunds(tx: DatabaseTx, returnId: string): Promise<readonly PaidRow[]> {
  const wire = toWire("ret", returnId as Id<"ret">);
  const { rows } = await sql<PaidRow>`
    select f.id as "refundId", f.destination, p.amount, least(p.amount, c.cash) as cash, least(p.amount, c.waiting) as waiting
    from refunds f
    cross join lateral (
      select coalesce(sum((part ->> 'amount')::bigint), 0)::bigint as amount
      from jsonb_array_elements(f.parts) part where part ->> 'returnId' = ${wire}
    ) p
    cross join lateral (
      select coalesce(sum(l.amount), 0)::bigint as cash,
        coalesce(sum(l.amount) filter (where l.state = 'intended'), 0)::bigint as waiting
      from refund_legs l where l.refund_id = f.id and l.provider = 'till' and l.state not in ('failed', 'cancelled')
    ) c
    where f.cancelled_at is null and p.amount > 0
      and f.order_id in (select order_id from return_lines where return_id = ${returnId})
    order by f.id`.execute(tx.db);
  return rows;
}

function wayOf(destination: RefundDestination): Money["house"][number]["way"] {
  return destination === "mixed" ? "original" : destination;
}
