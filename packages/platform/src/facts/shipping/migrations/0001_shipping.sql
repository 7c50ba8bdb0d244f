-- Where parcels start, and when a working day there takes in what was bought.
create table shipping_origins (
  -- Stands in orders, lanes and models: it is never given to another place.
  key text primary key,
  title text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  -- ISO 3166-2 without its country, such as BY: whose holidays are kept besides the country's.
  subdivision text,
  time_zone text not null,
  -- What is bought later than this starts on the next working day.
  cut_off text not null check (cut_off ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  -- 1 is Monday.
  working_days int[] not null,
  observes_holidays boolean not null,
  -- Working days from the start until the carrier has it.
  handling_days int not null check (handling_days between 0 and 60),
  store_id uuid references stores,
  closed boolean not null
);

-- How goods can come to a shopper.
create table shipping_services (
  key text primary key,
  -- By language.
  title jsonb not null,
  kind text not null check (kind in ('standard', 'express', 'slot', 'pickup')),
  carrier text,
  origin_key text not null references shipping_origins,
  countries text[] not null,
  delivery_days int[] not null,
  -- Minor units.
  price bigint not null check (price >= 0),
  currency text not null,
  -- Baskets from this amount on pay nothing.
  free_from bigint check (free_from >= 0),
  -- Days from hand-over until half and nine tenths are there: what is said until deliveries have taught better.
  stated_p50 int not null check (stated_p50 between 0 and 90),
  stated_p90 int not null check (stated_p90 between stated_p50 and 120),
  -- {hours, bookDaysAhead, from, until, capacity}
  slot jsonb,
  store_id uuid references stores,
  -- The service that this one can take the place of while the goods are in the warehouse.
  upgrade_of text,
  rank int not null,
  active boolean not null,
  check ((kind = 'slot') = (slot is not null)),
  check ((kind = 'pickup') = (store_id is not null))
);

-- Another one with every change of both, so that each process knows at a glance whether what it remembers still holds.
create table shipping_version (
  only_row boolean primary key default true check (only_row),
  version uuid not null
);
insert into shipping_version (version) values (gen_random_uuid());
create function shipping_changed() returns trigger language plpgsql as $$
begin
  update shipping_version set version = gen_random_uuid();
  return null;
end $$;
create trigger shipping_origins_changed after insert or update or delete on shipping_origins
  for each statement execute function shipping_changed();
create trigger shipping_services_changed after insert or update or delete on shipping_services
  for each statement execute function shipping_changed();

-- Slots of which any is taken; a row says how many, and is the lock that two shoppers meet at.
create table shipping_slots (
  service_key text not null references shipping_services,
  starts_at timestamptz not null,
  capacity int not null,
  booked int not null,
  primary key (service_key, starts_at),
  check (booked between 0 and capacity)
);
create index shipping_slots_full on shipping_slots (starts_at) where booked >= capacity;

-- What was said of an order's delivery when it was placed, and since.
create table order_deliveries (
  order_id uuid primary key,
  shopper_id uuid not null,
  -- As the shop names them; they need not be known here.
  service_key text,
  origin_key text,
  country text,
  -- The first characters of the post code, never the whole.
  zone text,
  slot_from timestamptz,
  -- The shop's own dates.
  promised_earliest date,
  promised_latest date,
  -- What the shopper was shown, signed; emptied when it has been looked at.
  quote text,
  quote_id uuid,
  occasion_kind text check (occasion_kind in ('birthday', 'wedding', 'anniversary', 'holiday', 'travel', 'other')),
  occasion_on date,
  check (occasion_on is null or occasion_kind is not null)
);
create index order_deliveries_by_shopper on order_deliveries (shopper_id);
