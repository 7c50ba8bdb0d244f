-- Offers from before their uses were kept beside the decisions that led to them.
insert into offer_uses (decision_id, shopper_id, seq, redeemed_at, order_id, given)
select decision_id, shopper_id, 0, redeemed_at, redeemed_order_id, given
from offers where decision_id is not null
on conflict do nothing;
