-- How goods are taken back at counters, from an instant on; what was in force before stays.
create table counter_rules (
  valid_from timestamptz primary key,
  document jsonb not null,
  set_by text not null
);
-- Goods that were taken back without a receipt, and what was given for them: what a shopper was given in a period counts against the cap.
create table unproven_returns (
  return_id uuid primary key,
  shopper_id uuid not null,
  currency text not null,
  amount bigint not null check (amount >= 0),
  taken_at timestamptz not null,
  -- Whoever let it pass beyond the cap.
  approved_by text
);
create index unproven_returns_by_shopper on unproven_returns (shopper_id, currency, taken_at);
