-- A refund looks for the cards that paid for its order.
create index gift_card_entries_redeemed_by_order on gift_card_entries (order_id) where kind = 'redeem' and order_id is not null;
