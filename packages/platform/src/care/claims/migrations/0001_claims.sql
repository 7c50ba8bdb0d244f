create sequence claim_numbers start 100001;

-- Something that was bought is faulty, as the shopper says. What was written goes with the person; that it was said, and what was done, stays.
create table claims (
  id uuid primary key,
  number text not null unique,
  order_id uuid not null,
  shopper_id uuid not null,
  currency text not null,
  state text not null check (state in ('reported', 'accepted', 'in-cure', 'settled', 'declined', 'lapsed')),
  -- What is asked for, and once it is accepted what is done.
  remedy text not null check (remedy in ('repair', 'replacement', 'price-reduction', 'refund')),
  method text,
  reported_at timestamptz not null,
  reported_by text not null,
  locale text not null,
  -- Why a person decides; none where the law does.
  doubts jsonb not null,
  presumed boolean not null,
  guarantee_until date,
  source text not null,
  decided_at timestamptz,
  -- Absent where the law presumes the fault.
  decided_by text,
  -- What the shopper is told.
  answer text,
  return_request_id uuid unique,
  -- By which the price is reduced.
  amount bigint check (amount > 0),
  refund_id uuid,
  ended_at timestamptz,
  check ((state in ('settled', 'declined', 'lapsed')) = (ended_at is not null)),
  check (state = 'reported' or decided_at is not null)
);
create index claims_by_order on claims (order_id, reported_at);
create index claims_by_time on claims (reported_at, id);
create index claims_waiting on claims (reported_at, id) where state = 'reported';
create index claims_by_shopper on claims (shopper_id);

create table claim_lines (
  claim_id uuid not null references claims (id),
  place int not null,
  order_line int not null,
  sku text not null,
  title text,
  quantity int not null check (quantity > 0),
  reason text not null,
  said text,
  primary key (claim_id, place)
);

-- Units of a line that a claim which has not ended is about: one claim of a unit at a time. Which unit it is says nothing.
create table claimed_units (
  order_id uuid not null,
  line int not null,
  unit int not null check (unit > 0),
  claim_id uuid not null references claims (id),
  primary key (order_id, line, unit)
);
create index claimed_units_by_claim on claimed_units (claim_id);
