-- A comparison of the books with everything that must agree with them. It belongs to whichever process claims it; one whose lease has run
-- out has died with its process and is taken up again.
create table reconciliation_runs (
  id uuid primary key,
  -- The business day of a nightly one; a person's has none.
  day date unique,
  asked_by text not null,
  -- Business time; leases and how long it took go by the machine's own.
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  attempts int not null default 0,
  lease_until timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  took_ms int,
  -- How many of each kind of thing were looked at, which providers could not be asked, and what was found.
  compared jsonb,
  unasked jsonb,
  open int,
  found int,
  gone int,
  caught_up int
);
create unique index reconciliation_runs_at_work on reconciliation_runs ((true)) where state = 'running';
create index reconciliation_runs_waiting on reconciliation_runs (asked_at, id) where state = 'waiting';
create index reconciliation_runs_by_time on reconciliation_runs (asked_at desc, id desc);

-- Two sides that should say the same and do not. The first says what our own record of it is, the second what it is held against; minor
-- units, and pieces where there is no currency.
create table reconciliation_differences (
  id uuid primary key,
  kind text not null,
  -- What it is about, among all of its kind.
  subject text not null,
  order_id uuid,
  shopper_id uuid,
  currency text,
  ours bigint not null,
  theirs bigint not null,
  about jsonb not null,
  -- Business time.
  found_at timestamptz not null,
  seen_at timestamptz not null,
  run_id uuid not null references reconciliation_runs (id),
  -- By a person, for these two sides: when a side changes it is open again.
  explained_at timestamptz,
  explained_by text,
  explanation text,
  gone_at timestamptz,
  check (ours <> theirs),
  check (explained_at is null or explanation is not null)
);
create unique index reconciliation_differences_present on reconciliation_differences (kind, subject) where gone_at is null;
create index reconciliation_differences_by_time on reconciliation_differences (found_at desc, id desc);
create index reconciliation_differences_by_order on reconciliation_differences (order_id) where order_id is not null;

-- What payment providers list by themselves, as they last said it: apart from what we believe to have asked of them.
create table provider_refunds (
  provider text not null,
  reference text not null,
  -- The leg's, where the provider repeats it.
  key uuid,
  payment_id uuid,
  amount bigint not null,
  currency text not null,
  status text not null check (status in ('succeeded', 'pending', 'failed')),
  made_at timestamptz not null,
  listed_at timestamptz not null,
  primary key (provider, reference)
);
create index provider_refunds_by_key on provider_refunds (key) where key is not null;

-- Since when and until when a provider's list is complete; real time.
create table provider_listings (
  provider text primary key,
  complete_from timestamptz not null,
  complete_to timestamptz not null
);

-- The inside of an identifier that stands in a document in wire form: base 32, of whose 130 bits the first two are padding.
create function uuid_of_wire(wire text) returns uuid language sql immutable strict parallel safe as $$
  with bits as (
    select substr(string_agg((strpos('0123456789abcdefghjkmnpqrstvwxyz', letter) - 1)::bit(5)::text, '' order by place), 3) as text
    from regexp_split_to_table(substr(wire, strpos(wire, '_') + 1), '') with ordinality as letters (letter, place))
  select string_agg(to_hex(substr(bits.text, 4 * digit + 1, 4)::bit(4)::int), '' order by digit)::uuid
  from bits, generate_series(0, 31) digit
$$;
