create table offers (
  id uuid primary key,
  shopper_id uuid,
  -- One offer for a decision for ever, also when two tills ask at the same moment.
  decision_id uuid unique,
  -- The return that it makes up for, by which the order's own page finds it.
  return_id uuid,
  action text not null,
  code text not null unique,
  state text not null check (state in ('issued', 'redeemed', 'expired', 'revoked')),
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  redeemed_at timestamptz,
  redeemed_store_id uuid,
  redeemed_order_id uuid,
  check ((state = 'redeemed') = (redeemed_at is not null))
);
create index offers_by_shopper on offers (shopper_id, issued_at);
create index offers_by_return on offers (return_id) where return_id is not null;
