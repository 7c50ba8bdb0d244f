import { sql } from "kysely";
import type { Check } from "../../../means/reconciliation/index.ts";

/** What a request waits for: once it has ended what was paid back and never came, which nobody can announce again. */
const awaited = sql`
  case when r.state in ('requested', 'open', 'on-its-way', 'partly-received', 'received')
    then l.quantity - l.received - l.released
    else greatest(0, least(l.released - l.elsewhere, l.settled - l.received - l.elsewhere)) end`;

const announced: Check = {
  kind: "announced-units",
  differences: () => sql`
    select concat_ws('/', o.order_id, o.line) as subject, o.order_id, o.shopper_id, null::text as currency,
      o.requested_quantity::bigint as ours, coalesce(w.units, 0) as theirs, jsonb_build_object('line', o.line, 'sku', o.sku) as about
    from order_lines o
    left join (
      select r.order_id, l.order_line as line, sum(${awaited})::bigint as units
      from return_requests r join return_request_lines l on l.request_id = r.id group by r.order_id, l.order_line) w
      on w.order_id = o.order_id and w.line = o.line
    where o.requested_quantity <> coalesce(w.units, 0)`,
};

const received: Check = {
  kind: "received-units",
  differences: () => sql`
    select r.id::text as subject, r.order_id, r.shopper_id, null::text as currency, said.units as ours, coalesce(came.units, 0) as theirs,
      jsonb_build_object('reference', r.number) as about
    from return_requests r
    join (select request_id, sum(received)::bigint as units from return_request_lines group by request_id) said on said.request_id = r.id
    left join (
      select t.request_id, sum(b.quantity)::bigint as units from returns t join return_lines b on b.return_id = t.id
      where t.request_id is not null group by t.request_id) came on came.request_id = r.id
    where said.units <> coalesce(came.units, 0)`,
};

const settled: Check = {
  kind: "settled-refund",
  differences: () => sql`
    select concat_ws('/', s.request_id, s.number) as subject, r.order_id, r.shopper_id, r.currency, s.amount as ours,
      case when f.id is null or f.cancelled_at is not null then 0 else f.amount end as theirs,
      jsonb_strip_nulls(jsonb_build_object('reference', r.number, 'refundId', s.refund_id)) as about
    from return_settlements s join return_requests r on r.id = s.request_id
      left join refunds f on f.id = s.refund_id
    where s.refund_id is not null and s.amount <> case when f.id is null or f.cancelled_at is not null then 0 else f.amount end`,
};

/** What requests say of goods and money against the order, the receipts and the refunds that they led to. */
export const returnRequestChecks: readonly Check[] = [announced, received, settled];
