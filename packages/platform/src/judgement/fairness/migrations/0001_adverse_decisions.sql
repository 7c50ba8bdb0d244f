-- What the house decided by itself against a shopper where it was free to decide otherwise: with its reasons, and the data that it looked at, as
-- they were. Never changed.
create table adverse_decisions (
  id uuid primary key,
  shopper_id uuid not null,
  order_id uuid,
  kind text not null check (kind in ('return-terms', 'instant-refund')),
  -- What it was about, such as a return request.
  subject uuid not null,
  currency text not null,
  -- [{what, usual, granted}]
  outcome jsonb not null,
  -- Keys of reasons.
  reasons text[] not null,
  -- [{name, value}]: everything about the shopper that had a part in it.
  data jsonb not null,
  decided_at timestamptz not null,
  -- Until when a person can be asked to look at it.
  appeal_by timestamptz not null,
  unique (kind, subject)
);
create index adverse_decisions_by_order on adverse_decisions (order_id) where order_id is not null;
create index adverse_decisions_by_shopper on adverse_decisions (shopper_id);
