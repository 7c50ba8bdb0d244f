-- Pieces that are kept for somebody until an instant. What can be had of a stock code is what was counted less what is kept here.
create table stock_reservations (
  id uuid primary key,
  -- What they are kept for, such as `exchange/<id>`: one row for each stock code of it.
  purpose text not null,
  shopper_id uuid not null,
  sku text not null,
  quantity int not null check (quantity > 0),
  state text not null check (state in ('open', 'taken', 'released', 'expired')),
  reserved_at timestamptz not null,
  until timestamptz not null,
  ended_at timestamptz,
  check ((state = 'open') = (ended_at is null))
);
create unique index stock_reservations_open on stock_reservations (purpose, sku) where state = 'open';
create index stock_reservations_by_sku on stock_reservations (sku) include (quantity) where state = 'open';
create index stock_reservations_by_purpose on stock_reservations (purpose);
create index stock_reservations_by_shopper on stock_reservations (shopper_id);
