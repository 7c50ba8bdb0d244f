import { sql } from "kysely";
import type { Check } from "./check.ts";

/** Shortly before a list was asked for, an answer may have been on its way that the list does not have yet. */
const settling = "1 hour";

/** The same refund on both sides, by our key where the provider repeats it, and else by its own name for it. */
const same = sql`(p.key = l.id or (p.key is null and p.provider = l.provider and p.reference = l.provider_reference))`;

const aboutLeg = sql`jsonb_strip_nulls(jsonb_build_object('refundId', l.refund_id, 'provider', l.provider,
  'reference', l.provider_reference))`;

const unpaid = sql`
  from refund_legs l join provider_listings g on g.provider = l.provider
  where l.submitted_at >= g.complete_from and l.submitted_at < g.complete_to - ${settling}::interval
    and not exists (select from provider_refunds p where p.key = l.id and p.status <> 'failed')
    and not exists (
      select from provider_refunds p where p.provider = l.provider and p.reference = l.provider_reference
        and p.status <> 'failed')`;

const neverPaid: Check = {
  kind: "provider-never-paid",
  differences: () => sql`
    select l.id::text as subject, l.order_id, l.shopper_id, l.currency, l.amount as ours, 0::bigint as theirs, ${aboutLeg} as about
    ${unpaid} and l.state = 'succeeded'`,
};

const silent: Check = {
  kind: "provider-silent",
  differences: () => sql`
    select l.id::text as subject, l.order_id, l.shopper_id, l.currency, l.amount as ours, 0::bigint as theirs, ${aboutLeg} as about
    ${unpaid} and l.state = 'unknown'`,
};

/**
 * Made on the provider's own pages, or by the shop's other systems. Where the order's returns say that so much was given back by somebody else,
 * the two agree.
 */
const unasked: Check = {
  kind: "provider-unasked",
  differences: () => sql`
    select o.id::text as subject, o.id as order_id, o.shopper_id, o.currency, coalesce(given.amount, 0) as ours, paid.amount as theirs,
      jsonb_build_object('provider', paid.provider, 'reference', paid.reference) as about
    from (
      select y.order_id, p.provider, p.currency, sum(p.amount)::bigint as amount, string_agg(p.reference, ' ' order by p.made_at) as reference
      from provider_refunds p join payments y on y.id = p.payment_id
      where p.status = 'succeeded'
        and not exists (select from refund_legs l where l.id = p.key)
        -- What a shopper had paid by a link and got back: no refund of an order, and asked for by us.
        and not exists (select from collection_steps s where s.id = p.key and s.step = 'give-back')
        and not exists (select from refund_legs l where l.provider_reference = p.reference)
      group by y.order_id, p.provider, p.currency) paid
    join orders o on o.id = paid.order_id
    left join lateral (
      select sum(b.amount)::bigint as amount from return_lines b join returns t on t.id = b.return_id
      where b.order_id = o.id and t.request_id is null) given on true
    where paid.amount > coalesce(given.amount, 0)`,
};

const otherAmount: Check = {
  kind: "provider-amount",
  differences: () => sql`
    select l.id::text as subject, l.order_id, l.shopper_id, l.currency, l.amount as ours,
      case when p.currency = l.currency then p.amount else 0 end as theirs,
      ${aboutLeg} || case when p.currency = l.currency then '{}'::jsonb
        else jsonb_build_object('elsewise', jsonb_build_object('amount', p.amount, 'currency', p.currency)) end as about
    from refund_legs l join provider_refunds p on ${same}
    where l.state not in ('failed', 'cancelled') and p.status <> 'failed' and (p.amount <> l.amount or p.currency <> l.currency)
      and not exists (select from provider_refunds q where q.key = p.key and q.reference <> p.reference)`,
};

const paidAnyway: Check = {
  kind: "provider-paid-anyway",
  differences: () => sql`
    select l.id::text as subject, l.order_id, l.shopper_id, p.currency, 0::bigint as ours, p.amount as theirs, ${aboutLeg} as about
    from refund_legs l join provider_refunds p on ${same}
    where l.state in ('failed', 'cancelled') and p.status = 'succeeded'
      and not exists (select from provider_refunds q where q.key = p.key and q.reference <> p.reference)`,
};

const twice: Check = {
  kind: "provider-twice",
  differences: () => sql`
    select l.id::text as subject, l.order_id, l.shopper_id, l.currency, case when l.state = 'failed' then 0 else l.amount end as ours,
      p.amount as theirs, ${aboutLeg} || jsonb_build_object('reference', p.reference) as about
    from (
      select key, sum(amount) filter (where status = 'succeeded')::bigint as amount,
        string_agg(reference, ' ' order by made_at) filter (where status = 'succeeded') as reference
      from provider_refunds where key is not null group by key having count(*) > 1) p
    join refund_legs l on l.id = p.key
    where p.amount > case when l.state = 'failed' then 0 else l.amount end`,
};

/** What we believe to have paid against what payment providers list. */
export const providerChecks: readonly Check[] = [neverPaid, silent, unasked, otherAmount, paidAnyway, twice];
