create table returns (
  id uuid primary key,
  shopper_id uuid not null,
  source text not null,
  key text not null,
  returned_at timestamptz not null,
  channel text not null,
  store_id uuid,
  currency text not null,
  amount bigint not null,
  units int not null,
  unique (source, key)
);
create index returns_by_shopper on returns (shopper_id, returned_at);
create index returns_by_time on returns (returned_at, id);
create index returns_by_store on returns (store_id, returned_at, id);
create table return_lines (
  return_id uuid not null,
  line int not null,
  shopper_id uuid not null,
  sku text not null,
  title text,
  category text,
  quantity int not null check (quantity > 0),
  amount bigint not null,
  reason text,
  -- The line of the sender's record: lines with the same number are parts of one line, split over its purchases.
  record_line int not null,
  -- The purchase it undoes; both null when its origin is unknown.
  order_id uuid,
  order_line int,
  primary key (return_id, line),
  check ((order_id is null) = (order_line is null))
);
create index return_lines_by_order on return_lines (order_id) where order_id is not null;
