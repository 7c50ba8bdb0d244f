import { sql } from "kysely";
import type { Check } from "./check.ts";

/** What is refunded before goods are back is to be recovered by then: only what is older is a difference. */
const recoveredWithin = "21 days";

const units: Check = {
  kind: "returned-units",
  differences: () => sql`
    select concat_ws('/', coalesce(l.order_id, b.order_id), coalesce(l.line, b.order_line)) as subject,
      coalesce(l.order_id, b.order_id) as order_id, coalesce(l.shopper_id, b.shopper_id) as shopper_id, null::text as currency,
      coalesce(l.returned_quantity, 0)::bigint as ours, coalesce(b.units, 0) as theirs,
      jsonb_build_object('line', coalesce(l.line, b.order_line), 'sku', coalesce(l.sku, b.sku)) as about
    from order_lines l
    full join (
      select r.order_id, r.order_line, min(r.shopper_id::text)::uuid as shopper_id, min(r.sku) as sku,
        sum(r.quantity)::bigint - coalesce((
          select sum(u.quantity) from repaired_units u where u.order_id = r.order_id and u.line = r.order_line), 0)::bigint as units
      from return_lines r where r.order_id is not null group by r.order_id, r.order_line) b
      on b.order_id = l.order_id and b.order_line = l.line
    where coalesce(l.returned_quantity, 0) <> coalesce(b.units, 0)`,
};

const amounts: Check = {
  kind: "return-amount",
  differences: () => sql`
    select r.id::text as subject, null::uuid as order_id, r.shopper_id, r.currency, r.amount as ours, coalesce(l.amount, 0) as theirs,
      jsonb_build_object('returnId', r.id) as about
    from returns r
    left join (select return_id, sum(amount)::bigint as amount from return_lines group by return_id) l on l.return_id = r.id
    where r.amount <> coalesce(l.amount, 0)`,
};

const notBack: Check = {
  kind: "refunded-not-back",
  differences: (now) => sql`
    select concat_ws('/', g.order_id, g.line) as subject, g.order_id, l.shopper_id, null::text as currency,
      g.units as ours, l.returned_quantity::bigint as theirs, jsonb_build_object('line', g.line, 'sku', l.sku) as about
    from (
      select f.order_id, (part->>'line')::int as line, sum((part->>'quantity')::int)::bigint as units
      from refunds f cross join jsonb_array_elements(f.parts) part
      where f.cancelled_at is null and f.reason = 'returned' and part->>'kind' = 'goods'
        and f.intended_at < ${now}::timestamptz - ${recoveredWithin}::interval
      group by f.order_id, (part->>'line')::int) g
    join order_lines l on l.order_id = g.order_id and l.line = g.line
    where g.units > l.returned_quantity`,
};

/** What came back against what was paid for it. */
export const goodsChecks: readonly Check[] = [units, amounts, notBack];
