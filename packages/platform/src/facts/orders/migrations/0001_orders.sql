create table orders (
  id uuid primary key,
  shopper_id uuid not null,
  source text not null,
  key text not null,
  placed_at timestamptz not null,
  channel text not null,
  store_id uuid,
  currency text not null,
  shipping bigint not null,
  -- What was paid in all: the lines' shares and shipping, minor units.
  total bigint not null,
  unique (source, key)
);
create index orders_by_shopper on orders (shopper_id, placed_at);
create index orders_by_time on orders (placed_at);
create index orders_by_key on orders (key);
-- The price-paid snapshot: frozen when the order is recorded, never recomputed. One unit's share is
-- paidForUnits(paid, quantity, before, 1), so that units handed back one by one cost the same as all at once.
create table order_lines (
  order_id uuid not null,
  line int not null,
  shopper_id uuid not null,
  placed_at timestamptz not null,
  source text not null,
  sku text not null,
  title text,
  category text,
  quantity int not null check (quantity > 0),
  listed bigint not null,
  discount bigint not null,
  tax bigint not null,
  paid bigint not null,
  returned_quantity int not null default 0,
  primary key (order_id, line),
  check (paid = listed - discount),
  -- The last word on returning the same unit twice, whatever the code above believes.
  check (returned_quantity between 0 and quantity)
);
create index order_lines_by_shopper_and_sku on order_lines (shopper_id, sku, placed_at);
create index order_lines_by_sku on order_lines (sku);
