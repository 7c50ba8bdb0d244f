-- One row for each order of which money was promised back: the lock, and the last word on promising more than was paid.
create table refund_ceilings (
  order_id uuid primary key,
  shopper_id uuid not null,
  currency text not null,
  -- As they were when money was last promised, minor units.
  paid bigint not null default 0 check (paid >= 0),
  -- Given back by tills and shops themselves.
  elsewhere bigint not null default 0 check (elsewhere >= 0),
  -- The refunds of this order that were not called off.
  intended bigint not null default 0,
  check (intended between 0 and paid)
);

create table refunds (
  id uuid primary key,
  order_id uuid not null,
  shopper_id uuid not null,
  currency text not null,
  amount bigint not null check (amount > 0),
  destination text not null check (destination in ('original', 'store-credit')),
  reason text not null check (reason in ('requested-by-customer', 'late-delivery', 'lost', 'damaged', 'cancelled', 'returned',
    'duplicate', 'fraudulent', 'goodwill')),
  -- What it is made of, as its contract says.
  parts jsonb not null,
  reference text not null,
  intended_at timestamptz not null,
  intended_by text not null,
  -- Since when all of it has reached the shopper; null again when a part of it came back.
  settled_at timestamptz,
  cancelled_at timestamptz,
  unique (order_id, reference),
  check (settled_at is null or cancelled_at is null)
);
create index refunds_by_shopper on refunds (shopper_id, intended_at);
create index refunds_by_time on refunds (intended_at, id);
create index refunds_open on refunds (intended_at, id) where settled_at is null and cancelled_at is null;

-- A refund's share for one tender. Its id is the idempotency key at the provider, for ever: a second try after an answer that
-- was lost carries the same key.
create table refund_legs (
  id uuid primary key,
  refund_id uuid not null references refunds (id),
  order_id uuid not null,
  shopper_id uuid not null,
  payment_id uuid,
  provider text not null check (provider in ('local', 'till', 'manual', 'store-credit')),
  amount bigint not null check (amount > 0),
  currency text not null,
  state text not null check (state in ('intended', 'submitted', 'succeeded', 'failed', 'unknown', 'cancelled')),
  attempts int not null default 0,
  -- Machine time, since a provider lives in no other: from when it may be sent, until when whoever sends it is waited for, and
  -- when its key was first shown to the provider. What people carry out is never due.
  due_at timestamptz,
  lease_until timestamptz,
  submitted_at timestamptz,
  terminal_at timestamptz,
  provider_reference text,
  failure text
);
create index refund_legs_due on refund_legs (due_at) where state in ('intended', 'submitted');
create index refund_legs_by_refund on refund_legs (refund_id, id);
create index refund_legs_by_payment on refund_legs (payment_id) where payment_id is not null;
-- What people note of a till or a transfer may stand for several.
create unique index refund_legs_by_provider on refund_legs (provider, provider_reference)
  where provider_reference is not null and provider not in ('till', 'manual');

create function refund_legs_fit() returns trigger language plpgsql as $$
declare
  promised bigint;
  planned numeric;
begin
  select amount into promised from refunds where id = new.refund_id;
  select coalesce(sum(amount), 0) into planned from refund_legs
    where refund_id = new.refund_id and state not in ('failed', 'cancelled');
  if planned > promised then
    raise exception 'the legs of refund % come to %, which is more than its %', new.refund_id, planned, promised
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger refund_legs_fit after insert or update of state, amount on refund_legs
  deferrable initially deferred for each row execute function refund_legs_fit();

-- What the local provider has paid: its memory, apart from everything above.
create table local_provider_refunds (
  key uuid primary key,
  amount bigint not null,
  currency text not null,
  answered_at timestamptz not null
);
