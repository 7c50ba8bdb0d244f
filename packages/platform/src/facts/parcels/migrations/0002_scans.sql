-- A parcel is what its scans say: orders, senders' names, contents and scans stand beside it.

-- What each sender calls a parcel.
create table parcel_names (
  source text not null,
  key text not null,
  parcel_id uuid not null,
  primary key (source, key)
);
create index parcel_names_by_parcel on parcel_names (parcel_id);
insert into parcel_names (source, key, parcel_id) select source, key, id from parcels;

-- Several parcels an order, several orders a parcel.
create table parcel_orders (
  parcel_id uuid not null,
  order_id uuid not null,
  shopper_id uuid not null,
  primary key (parcel_id, order_id)
);
create index parcel_orders_by_order on parcel_orders (order_id);
create index parcel_orders_by_shopper on parcel_orders (shopper_id, order_id);
insert into parcel_orders (parcel_id, order_id, shopper_id) select id, order_id, shopper_id from parcels;

-- What is in a parcel, where somebody said so.
create table parcel_lines (
  parcel_id uuid not null,
  order_id uuid not null,
  line int not null,
  quantity int not null check (quantity > 0),
  primary key (parcel_id, order_id, line)
);

-- Orders that a sender named and nobody knows yet. A source is that of the order, where the sender speaks of its own.
create table parcel_claims (
  parcel_id uuid not null,
  -- Without a leading #.
  order_key text not null,
  source text,
  -- What of the order is in the parcel, as it was sent: its lines are known when it comes.
  lines jsonb,
  claimed_at timestamptz not null,
  primary key (parcel_id, order_key)
);
create index parcel_claims_by_order on parcel_claims (order_key);

-- Append-only, but for what a code stands for once a person has said so, and for words and places that erasure empties.
create table scans (
  id uuid not null,
  parcel_id uuid not null,
  key text not null,
  source text not null,
  -- The sender's raw code.
  code text not null,
  status text,
  at timestamptz not null,
  heard_at timestamptz not null,
  fault text,
  text text,
  place text,
  country text,
  estimated_from timestamptz,
  estimated_until timestamptz,
  retracts text,
  ignored text,
  -- The crosswalk does not know the code: a person may say what it stands for.
  open boolean not null default false,
  primary key (parcel_id, key)
);
create index scans_open on scans (source, code, parcel_id) where open;
insert into scans (id, parcel_id, key, source, code, status, at, heard_at)
  select uuidv7(), id, 'parcel-record/shipped', source, 'shipped', 'picked_up', shipped_at, shipped_at from parcels
  union all
  select uuidv7(), id, 'parcel-record/delivered', source, 'delivered', 'delivered', delivered_at, delivered_at
  from parcels where delivered_at is not null;

-- Codes that the crosswalk does not know.
create table scan_codes (
  source text not null,
  code text not null,
  status text,
  fault text,
  -- The coarser word beside it spoke for it.
  by_parent boolean not null,
  -- What it stands for as long as nobody has said.
  stands_for text,
  seen bigint not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  example_parcel_id uuid not null,
  mapped_by text,
  mapped_at timestamptz,
  primary key (source, code)
);

alter table parcels rename column carrier to carrier_text;
alter table parcels
  alter column shipped_at drop not null,
  alter column shopper_id drop not null,
  add column carrier text,
  -- Carriers use their numbers again.
  add column cycle int not null default 1,
  add column service text,
  add column direction text not null default 'outbound' check (direction in ('outbound', 'return')),
  add column forward_parcel_id uuid,
  add column shipment_key text,
  add column origin_key text,
  add column country text,
  -- From here on what follows from the scans.
  add column status text not null default 'unknown',
  add column phase int not null default 0,
  add column status_at timestamptz,
  add column picked_up_at timestamptz,
  add column returned_at timestamptz,
  add column last_scan_at timestamptz,
  add column problem text,
  add column fault text,
  add column attempts int not null default 0,
  add column estimated_from timestamptz,
  add column estimated_until timestamptz,
  -- When anybody last said anything, news or not.
  add column last_heard_at timestamptz;
update parcels set
  carrier = nullif(lower(regexp_replace(carrier_text, '[^a-zA-Z0-9]', '', 'g')), ''),
  tracking_number = nullif(upper(regexp_replace(tracking_number, '\s', '', 'g')), ''),
  picked_up_at = shipped_at,
  status = case when delivered_at is null then 'picked_up' else 'delivered' end,
  phase = case when delivered_at is null then 1 else 2 end,
  status_at = coalesce(delivered_at, shipped_at),
  last_scan_at = coalesce(delivered_at, shipped_at),
  last_heard_at = coalesce(delivered_at, shipped_at);
-- Equal numbers of one carrier become cycles, by time of shipping, before the key is made.
update parcels p set cycle = n.cycle
from (
  select id, row_number() over (partition by carrier, tracking_number order by shipped_at, id) as cycle
  from parcels where tracking_number is not null
) n
where n.id = p.id and n.cycle > 1;
create unique index parcels_by_tracking on parcels (carrier, tracking_number, cycle) nulls not distinct
  where tracking_number is not null;
create index parcels_by_number on parcels (tracking_number) where tracking_number is not null;
create index parcels_under_way on parcels (status, last_scan_at) where phase < 2;
create index parcels_by_shipment on parcels (shipment_key) where shipment_key is not null;
create index parcels_by_shopper on parcels (shopper_id);
alter table parcels drop column order_id, drop column source, drop column key;
