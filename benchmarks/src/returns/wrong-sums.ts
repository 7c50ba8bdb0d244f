import type { Platform } from "../../../packages/platform/src/platform.ts";

/** Each is a statement about every order of which all has come back; what it selects are orders for which it is not so. */
const mustHold = {
  "a line's settled goods are what was paid for it": `
    select l.order_id from order_lines l left join (
      select r.order_id, (g->>'line')::int as line, sum((g->>'amount')::bigint) as amount
      from return_requests r join return_settlements s on s.request_id = r.id cross join jsonb_array_elements(s.lines) g
      group by 1, 2) s on s.order_id = l.order_id and s.line = l.line
    where l.paid <> coalesce(s.amount, 0)`,
  "refunds are what was settled": `
    select o.id from orders o
      left join (select order_id, sum(amount) as amount from refunds where cancelled_at is null group by 1) f on f.order_id = o.id
      left join (select r.order_id, sum(s.amount) as amount
        from return_requests r join return_settlements s on s.request_id = r.id group by 1) s on s.order_id = o.id
    where coalesce(f.amount, 0) <> coalesce(s.amount, 0)`,
  "what was paid is what was given back, the fees, and postage that is not owed": `
    select o.id from orders o join (
      select r.order_id, sum(s.amount) as given, sum(s.logistics_fee + s.restocking_fee) as fees, sum(s.shipping) as shipping
      from return_requests r join return_settlements s on s.request_id = r.id group by 1) s on s.order_id = o.id
    where o.total <> s.given + s.fees + (o.shipping - s.shipping) or s.shipping not in (0, o.shipping)`,
  "where no fee was taken and the postage went back, nothing is left": `
    select o.id from orders o join refund_ceilings c on c.order_id = o.id join (
      select r.order_id, sum(s.logistics_fee + s.restocking_fee) as fees, sum(s.shipping) as shipping
      from return_requests r join return_settlements s on s.request_id = r.id group by 1) s on s.order_id = o.id
    where s.fees = 0 and s.shipping = o.shipping and c.intended <> c.paid`,
  "never more than was paid, in all and to each payment": `
    select c.order_id from refund_ceilings c where c.intended > c.paid
    union all
    select p.order_id from payments p join refund_legs l on l.payment_id = p.id and l.state not in ('failed', 'cancelled')
    group by p.id having sum(l.amount) > p.amount`,
  "all has come back, and nothing is announced": `
    select order_id from order_lines where returned_quantity <> quantity or requested_quantity <> 0`,
  "all refunds have arrived": "select order_id from refunds where settled_at is null and cancelled_at is null",
  "the ledger balances in each currency, and owes nobody anything": `
    select null from ledger_lines l join ledger_entries e on e.id = l.entry_id
    group by e.currency having sum(amount) <> 0 or sum(amount) filter (where account = 'refunds-payable') <> 0`,
} as const;

/** For each statement how many orders break it. */
export async function wrongSums({
  database,
}: Platform): Promise<{ readonly statement: string; readonly orders: number }[]> {
  const found = [];
  for (const [statement, text] of Object.entries(mustHold)) {
    const { rows } = await database.pool.query<{ orders: number }>(
      `select count(*)::int as orders from (${text}) broken`,
    );
    found.push({ statement, orders: rows[0]?.orders ?? -1 });
  }
  return found;
}
