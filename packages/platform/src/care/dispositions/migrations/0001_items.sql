-- Who takes goods that came back: charities, recyclers, refurbishers, outlets, buyers of lots, vendors.
create table destinations (
  id uuid primary key,
  title text not null,
  kind text not null check (kind in ('charity', 'recycler', 'refurbisher', 'outlet', 'buyer', 'vendor')),
  active boolean not null,
  -- Where it stands and when it is open, as shoppers are told.
  whereabouts text,
  -- It takes goods from shoppers as well, so that they need not travel back.
  from_shoppers boolean not null,
  -- It collects goods, or is next door.
  comes boolean not null,
  catchment jsonb not null,
  acceptance jsonb not null,
  -- Minor units of the retailer's currency that it costs to give them a unit, and what they pay, as a share of its price.
  fee bigint not null check (fee >= 0),
  pays double precision not null check (pays between 0 and 1),
  -- Counts the changes: whoever saves says which one they saw.
  revision int not null
);

-- Units of a line of a return that are alike: a row is split when some of them are graded otherwise than the others.
create table items (
  id uuid primary key,
  return_id uuid not null,
  return_line int not null,
  piece int not null,
  shopper_id uuid not null,
  order_id uuid,
  order_line int,
  -- The system that knows the stock code.
  source text not null,
  sku text not null,
  title text,
  category text,
  quantity int not null check (quantity > 0),
  currency text not null,
  -- The units' own share of what was paid, minor units.
  paid bigint not null,
  -- Why it came back, as the shopper said.
  reason text,
  -- Where they lie, as far as anybody said.
  country text,
  store_id uuid,
  received_at timestamptz not null,
  state text not null check (state in ('waiting', 'inspected', 'refurbishing', 'disposed', 'handed-over')),
  grade text check (grade in ('N', 'TT', 'R', 'A', 'B', 'C', 'X')),
  note text,
  -- Of one unit.
  weight_grams int check (weight_grams between 0 and 1000000),
  inspected_at timestamptz,
  inspected_by text,
  -- What was recommended when it was graded: shows later how often people do otherwise.
  recommended text,
  disposition text,
  destination_id uuid references destinations,
  to_store_id uuid,
  ground text,
  -- The document that proves the ground.
  evidence text,
  disposed_at timestamptz,
  disposed_by text,
  receipt text,
  handed_over_at timestamptz,
  unique (return_id, return_line, piece),
  check ((state = 'waiting') = (grade is null)),
  check ((state in ('disposed', 'handed-over')) = (disposition is not null)),
  -- Nothing is destroyed without a ground, whatever the code above believes.
  check (disposition is distinct from 'destroy' or ground is not null)
);
create index items_by_state on items (state, received_at, id);
create index items_by_shopper on items (shopper_id);
create index items_by_order on items (order_id) where order_id is not null;
create index items_by_sku on items (lower(sku));
create index items_by_disposal on items (disposed_at) where disposed_at is not null;
create index items_by_destination on items (destination_id, state) where destination_id is not null;

-- What was done with items, by whom and when: the evidence, which is added to and never changed.
create table item_records (
  id bigint generated always as identity primary key,
  item_id uuid not null,
  shopper_id uuid not null,
  at timestamptz not null,
  by text not null,
  what text not null,
  details jsonb not null
);
create index item_records_by_item on item_records (item_id, id);
create function item_records_stay() returns trigger language plpgsql as $$
begin
  raise exception 'a record of an item is never changed or deleted: add another one';
end $$;
create trigger item_records_stay before update or delete on item_records
  for each statement execute function item_records_stay();

-- Which charities were asked whether they take an item, and what they said.
create table donation_offers (
  item_id uuid not null references items,
  destination_id uuid not null references destinations,
  offered_at timestamptz not null,
  answer text check (answer in ('accepted', 'refused')),
  answered_at timestamptz,
  primary key (item_id, destination_id)
);

-- What the house has to know to recommend; no row: what it begins with.
create table disposition_settings (
  only_row boolean primary key default true check (only_row),
  document jsonb not null,
  revision int not null
);
