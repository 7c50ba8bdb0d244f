-- One row for the way of each order to its shopper, or of each row of an imported file: what models of deliveries learn from. Those
-- that are still open belong to it as well: a model that saw only what has arrived would believe that everything is quick.
create table journeys (
  id uuid primary key,
  source text not null,
  -- The sender's name of the order.
  key text not null,
  order_id uuid unique,
  shopper_id uuid,
  -- service|origin|country|zone, with - for what is not known.
  lane text not null,
  service text,
  carrier text,
  origin text,
  country text,
  -- The first characters of a post code, never the whole.
  zone text,
  started_at timestamptz not null,
  -- The first working day on which the warehouse can act on it; the day of purchase where its hours are not known.
  starts_on date not null,
  -- From the start to the day that was told when it was bought.
  planned_days int,
  expected_handover_on date,
  handed_over_on date,
  handed_over_at timestamptz,
  delivered_on date,
  delivered_at timestamptz,
  cancelled_on date,
  -- Numbers and names known when it was bought, null where one is not known. As text, which keeps the order of a file's columns: of two
  -- that tell the same, models take the first.
  features json not null default '{}',
  -- The last day that its file knows of; null where news still comes.
  observed_until date,
  unique (source, key)
);
create index journeys_by_start on journeys (starts_on);
create index journeys_by_lane on journeys (lane, starts_on);
create index journeys_open on journeys (starts_on) where delivered_on is null and cancelled_on is null;
create index journeys_by_shopper on journeys (shopper_id) where shopper_id is not null;
