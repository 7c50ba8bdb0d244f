-- A delivery in trouble, foreseen or not. One at a time for an order, whatever happens to its parcels.
create table incidents (
  id uuid primary key,
  order_id uuid not null,
  shopper_id uuid not null,
  -- The one that is worst off.
  parcel_id uuid,
  promise_id uuid,
  kind text not null check (kind in ('late', 'no-movement', 'customs', 'wrong-address', 'attempt-failed', 'held-for-pickup',
    'damaged', 'lost', 'returning')),
  fault text check (fault in ('carrier', 'retailer', 'consignee', 'customs', 'weather')),
  opened_at timestamptz not null,
  -- Opened before what was promised was over.
  predicted boolean not null,
  chance_late double precision not null check (chance_late between 0 and 1),
  promised_latest date,
  new_earliest date,
  new_latest date,
  -- Keys of texts with their values: why it is believed.
  because jsonb not null,
  decision_id uuid,
  closed_at timestamptz,
  outcome text check (outcome in ('in-time', 'late', 'returned', 'lost', 'cancelled', 'reshipped', 'superseded')),
  check ((closed_at is null) = (outcome is null))
);
create unique index incidents_open on incidents (order_id) where closed_at is null;
create index incidents_by_order on incidents (order_id, opened_at);
create index incidents_by_time on incidents (opened_at, id);
create index incidents_by_shopper on incidents (shopper_id);
