create table parcels (
  id uuid primary key,
  order_id uuid not null,
  shopper_id uuid not null,
  source text not null,
  key text not null,
  carrier text,
  tracking_number text,
  shipped_at timestamptz not null,
  delivered_at timestamptz,
  unique (source, key)
);
create index parcels_by_order on parcels (order_id);
