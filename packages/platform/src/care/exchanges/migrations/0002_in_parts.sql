-- Since when goods are overdue for which others were sent in advance: from then on what came counts as it comes, and the deposit stands for the rest.
alter table exchanges
  add column overdue_at timestamptz,
  -- Of what the goods that go back are worth more than the chosen ones: already given back.
  add column given_back bigint not null default 0 check (given_back >= 0);
-- By what refund it was used, or paid in money.
alter table exchange_values add column refund_id uuid;
update exchange_values v set refund_id = e.refund_id from exchanges e
  where v.state = 'used' and e.refund_id is not null and e.return_request_id = v.return_request_id;
update exchanges e set given_back = least(greatest(e.value - e.price, 0), (select amount from refunds r where r.id = e.refund_id))
  where e.refund_id is not null;
update exchanges e set overdue_at = e.goods_by
  where e.is_instant and e.received_at is null and e.goods_by is not null and exists (
    select from collections c where c.kind = 'hold' and c.state in ('capturing', 'captured') and c.order_id = e.order_id
      and c.opened_at = e.requested_at);
