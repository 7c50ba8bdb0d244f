-- The fold over a shopper's events, kept up in the transaction that appends them.
create table profiles (
  shopper_id uuid primary key,
  state jsonb not null,
  -- The last event that was folded; an event that happened before it calls for a new fold from the start.
  through_at timestamptz not null,
  through_seq bigint not null
);
