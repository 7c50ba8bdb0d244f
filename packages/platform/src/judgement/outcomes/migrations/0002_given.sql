-- What an incentive cost when it was used, minor units, as the revenue beside it counts: net of tax and of what came back. Null where
-- nobody knows whether it was used.
alter table outcomes add column given double precision;

-- What became of the offer that a decision led to: a fold over its facts, by which outcomes tell what was given.
create table offer_uses (
  decision_id uuid primary key,
  shopper_id uuid,
  -- The last fact that is folded in: facts of two kinds need not arrive in their order.
  seq bigint not null,
  -- Null while it is unused, and again when the purchase came back whole.
  redeemed_at timestamptz,
  order_id uuid,
  purchase_source text,
  purchase_number text,
  -- Taken off the price; null where the till did not say what was bought.
  given bigint
);
create index offer_uses_by_shopper on offer_uses (shopper_id);
