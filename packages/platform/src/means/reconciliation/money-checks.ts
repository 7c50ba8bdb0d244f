import { sql } from "kysely";
import { accountOfPart, accountThatPays } from "../refunds/index.ts";
import type { Check } from "./check.ts";

/** That each entry balances, which the database refuses to break: the last to notice where somebody has gone around it. */
const entries: Check = {
  kind: "ledger-entry",
  differences: () => sql`
    select e.id::text as subject, e.order_id, e.shopper_id, e.currency, sums.debits as ours, sums.credits as theirs,
      jsonb_build_object('reference', e.reference) as about
    from (
      select entry_id, coalesce(sum(amount) filter (where amount > 0), 0)::bigint as debits,
        coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as credits
      from ledger_lines group by entry_id) sums
    join ledger_entries e on e.id = sums.entry_id
    where sums.debits <> sums.credits`,
};

/** What of each refund has arrived. */
const arrived = sql`
  select r.id, r.order_id, r.shopper_id, r.currency, r.amount, r.cancelled_at,
    coalesce(sum(l.amount) filter (where l.state = 'succeeded'), 0)::bigint as arrived
  from refunds r left join refund_legs l on l.refund_id = r.id
  group by r.id`;

const owed: Check = {
  kind: "refunds-owed",
  differences: () => sql`
    select coalesce(b.order_id, r.order_id)::text as subject, coalesce(b.order_id, r.order_id) as order_id,
      coalesce(b.shopper_id, r.shopper_id) as shopper_id, coalesce(b.currency, r.currency) as currency,
      coalesce(b.amount, 0) as ours, coalesce(r.amount, 0) as theirs, '{}'::jsonb as about
    from (
      select l.order_id, e.currency, min(l.shopper_id::text)::uuid as shopper_id, (-sum(l.amount))::bigint as amount
      from ledger_lines l join ledger_entries e on e.id = l.entry_id
      where l.account = 'refunds-payable' group by l.order_id, e.currency) b
    full join (
      select order_id, currency, min(shopper_id::text)::uuid as shopper_id,
        sum(case when cancelled_at is null then amount - arrived else 0 end)::bigint as amount
      from (${arrived}) a group by order_id, currency) r on r.order_id = b.order_id and r.currency = b.currency
    where coalesce(b.amount, 0) <> coalesce(r.amount, 0)`,
};

/** By account, so that money booked to the wrong one is two differences and not none. */
const booked: Check = {
  kind: "refunds-booked",
  differences: () => sql`
    select concat_ws('/', coalesce(b.order_id, r.order_id), coalesce(b.account, r.account)) as subject,
      coalesce(b.order_id, r.order_id) as order_id, coalesce(b.shopper_id, r.shopper_id) as shopper_id,
      coalesce(b.currency, r.currency) as currency, coalesce(b.amount, 0) as ours, coalesce(r.amount, 0) as theirs,
      jsonb_build_object('account', coalesce(b.account, r.account)) as about
    from (
      select e.order_id, l.account, e.currency, min(e.shopper_id::text)::uuid as shopper_id, (-sum(l.amount))::bigint as amount
      from ledger_lines l join ledger_entries e on e.id = l.entry_id
      where e.kind in ('refund-paid', 'refund-reopened') and l.account <> 'refunds-payable'
      group by e.order_id, l.account, e.currency) b
    full join (
      select l.order_id, pays.value as account, l.currency, min(l.shopper_id::text)::uuid as shopper_id, sum(l.amount)::bigint as amount
      from refund_legs l join jsonb_each_text(${JSON.stringify(accountThatPays)}::jsonb) pays on pays.key = l.provider
      where l.state = 'succeeded' group by l.order_id, pays.value, l.currency) r
      on r.order_id = b.order_id and r.account = b.account and r.currency = b.currency
    where coalesce(b.amount, 0) <> coalesce(r.amount, 0)`,
};

const revenue: Check = {
  kind: "revenue-booked",
  differences: () => sql`
    select concat_ws('/', coalesce(b.order_id, r.order_id), coalesce(b.account, r.account)) as subject,
      coalesce(b.order_id, r.order_id) as order_id, coalesce(b.shopper_id, r.shopper_id) as shopper_id,
      coalesce(b.currency, r.currency) as currency, coalesce(b.amount, 0) as ours, coalesce(r.amount, 0) as theirs,
      jsonb_build_object('account', coalesce(b.account, r.account)) as about
    from (
      select e.order_id, l.account, e.currency, min(e.shopper_id::text)::uuid as shopper_id, sum(l.amount)::bigint as amount
      from ledger_lines l join ledger_entries e on e.id = l.entry_id
      where e.kind in ('refund-intended', 'refund-cancelled') and l.account <> 'refunds-payable'
      group by e.order_id, l.account, e.currency) b
    full join (
      select f.order_id, of_part.value as account, f.currency, min(f.shopper_id::text)::uuid as shopper_id,
        sum((part->>'amount')::bigint)::bigint as amount
      from refunds f cross join jsonb_array_elements(f.parts) part
        join jsonb_each_text(${JSON.stringify(accountOfPart)}::jsonb) of_part on of_part.key = part->>'kind'
      where f.cancelled_at is null group by f.order_id, of_part.value, f.currency) r
      on r.order_id = b.order_id and r.account = b.account and r.currency = b.currency
    where coalesce(b.amount, 0) <> coalesce(r.amount, 0)`,
};

const parts: Check = {
  kind: "refund-parts",
  differences: () => sql`
    select f.id::text as subject, f.order_id, f.shopper_id, f.currency, f.amount as ours, sums.amount as theirs,
      jsonb_build_object('refundId', f.id) as about
    from refunds f cross join lateral (
      select coalesce(sum((part->>'amount')::bigint), 0)::bigint as amount from jsonb_array_elements(f.parts) part) sums
    where f.amount <> sums.amount`,
};

const ceilings: Check = {
  kind: "ceiling",
  differences: () => sql`
    select coalesce(c.order_id, r.order_id)::text as subject, coalesce(c.order_id, r.order_id) as order_id,
      coalesce(c.shopper_id, r.shopper_id) as shopper_id, coalesce(c.currency, r.currency) as currency,
      coalesce(c.intended, 0) as ours, coalesce(r.amount, 0) as theirs, '{}'::jsonb as about
    from refund_ceilings c
    full join (
      select order_id, min(shopper_id::text)::uuid as shopper_id, min(currency) as currency, sum(amount)::bigint as amount
      from refunds where cancelled_at is null group by order_id) r on r.order_id = c.order_id
    where coalesce(c.intended, 0) <> coalesce(r.amount, 0)`,
};

/** As `ceilingOf` counts it, at this moment: a till may have handed out money after we had promised all that was left. */
const beyondPaid: Check = {
  kind: "beyond-paid",
  differences: () => sql`
    select o.id::text as subject, o.id as order_id, o.shopper_id, o.currency, given.amount as ours, coalesce(p.amount, o.total) as theirs,
      '{}'::jsonb as about
    from refund_ceilings c
    join orders o on o.id = c.order_id
    left join (select order_id, sum(amount)::bigint as amount from payments group by order_id) p on p.order_id = o.id
    cross join lateral (
      select (c.intended + coalesce(sum(greatest(back.amount - coalesce(named.amount, 0), 0)), 0))::bigint as amount
      from (
        select b.return_id, b.order_line, sum(b.amount) as amount
        from return_lines b join returns t on t.id = b.return_id
        where b.order_id = o.id and t.request_id is null group by b.return_id, b.order_line) back
      left join lateral (
        select sum((part->>'amount')::bigint) as amount
        from refunds f cross join jsonb_array_elements(f.parts) part
        where f.order_id = o.id and f.cancelled_at is null and part->>'kind' = 'goods'
          and uuid_of_wire(part->>'returnId') = back.return_id and (part->>'line')::int = back.order_line) named on true) given
    where given.amount > coalesce(p.amount, o.total)`,
};

const beyondPayment: Check = {
  kind: "beyond-payment",
  differences: () => sql`
    select p.id::text as subject, p.order_id, p.shopper_id, p.currency, l.amount as ours, p.amount as theirs,
      jsonb_strip_nulls(jsonb_build_object('reference', p.reference)) as about
    from (
      select payment_id, sum(amount)::bigint as amount from refund_legs
      where payment_id is not null and state not in ('failed', 'cancelled') group by payment_id) l
    join payments p on p.id = l.payment_id
    where l.amount > p.amount`,
};

/** Of the ledger's account every line counts: what a merge moved between two shoppers is on both of them. */
const storeCredit: Check = {
  kind: "store-credit",
  differences: () => sql`
    select concat_ws('/', coalesce(a.shopper_id, l.shopper_id), coalesce(a.currency, l.currency)) as subject, null::uuid as order_id,
      coalesce(a.shopper_id, l.shopper_id) as shopper_id, coalesce(a.currency, l.currency) as currency,
      coalesce(a.balance, 0) as ours, coalesce(l.amount, 0) as theirs, '{}'::jsonb as about
    from store_credit_accounts a
    full join (
      select l.shopper_id, e.currency, (-sum(l.amount))::bigint as amount
      from ledger_lines l join ledger_entries e on e.id = l.entry_id
      where l.account = 'store-credit' group by l.shopper_id, e.currency) l
      on l.shopper_id = a.shopper_id and l.currency = a.currency
    where coalesce(a.balance, 0) <> coalesce(l.amount, 0)`,
};

/** The ledger knows no cards, which belong to whoever shows them: all of a currency together. */
const giftCards: Check = {
  kind: "gift-cards",
  differences: () => sql`
    select coalesce(c.currency, l.currency) as subject, null::uuid as order_id, null::uuid as shopper_id,
      coalesce(c.currency, l.currency) as currency, coalesce(c.amount, 0) as ours, coalesce(l.amount, 0) as theirs, '{}'::jsonb as about
    from (select currency, sum(balance)::bigint as amount from gift_cards group by currency) c
    full join (
      select e.currency, (-sum(l.amount))::bigint as amount from ledger_lines l join ledger_entries e on e.id = l.entry_id
      where l.account = 'gift-cards' group by e.currency) l on l.currency = c.currency
    where coalesce(c.amount, 0) <> coalesce(l.amount, 0)`,
};

/** The ledger against what it was booked for. */
export const moneyChecks: readonly Check[] = [
  ...[entries, owed, booked, revenue, parts, ceilings, beyondPaid, beyondPayment, storeCredit, giftCards],
];
