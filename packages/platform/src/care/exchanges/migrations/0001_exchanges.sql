create sequence exchange_numbers start 100001;

-- What a shopper gets for goods that go back, instead of their money. The row is the lock at which the shopper, the shop, payments and the goods
-- that come back meet.
create table exchanges (
  id uuid primary key,
  number text not null unique,
  return_request_id uuid not null,
  order_id uuid not null,
  shopper_id uuid not null,
  currency text not null,
  state text not null check (state in
    ('reserved', 'awaiting-payment', 'confirmed', 'shipped', 'completed', 'cancelled', 'expired')),
  -- Sent before the goods are back, against a deposit.
  is_instant boolean not null,
  -- What goes back is worth after fees, and what was chosen costs; minor units.
  value bigint not null check (value >= 0),
  price bigint not null check (price >= 0),
  requested_at timestamptz not null,
  requested_by text not null,
  locale text not null,
  confirmed_at timestamptz,
  -- When goods have to be back that were sent for in advance; and since when all of them are.
  goods_by timestamptz,
  received_at timestamptz,
  -- Since when nobody waits for goods any more that have not come.
  given_up_at timestamptz,
  asked_at timestamptz,
  shipped_at timestamptz,
  parcel_key text,
  -- The refund by which what goes back pays for it.
  refund_id uuid unique,
  ended_at timestamptz,
  ended_because text
);
-- One at a time: goods that go back are exchanged once.
create unique index exchanges_live on exchanges (return_request_id) where state not in ('cancelled', 'expired');
create index exchanges_by_request on exchanges (return_request_id, requested_at);
create index exchanges_by_order on exchanges (order_id, requested_at);
create index exchanges_by_shopper on exchanges (shopper_id);
create index exchanges_by_time on exchanges (requested_at, id);

create table exchange_lines (
  exchange_id uuid not null references exchanges (id),
  place int not null,
  -- What goes back.
  order_line int not null,
  quantity int not null check (quantity > 0),
  -- What is sent for it.
  sku text not null,
  title text not null,
  variant text,
  price bigint not null check (price >= 0),
  primary key (exchange_id, place)
);

-- What became due for goods of returns whose shopper wants other goods for them. It waits for an exchange, and goes back as money without one.
create table exchange_values (
  -- Of the event that says so: the same event is kept once.
  event_id uuid primary key,
  return_request_id uuid not null,
  order_id uuid not null,
  shopper_id uuid not null,
  at timestamptz not null,
  -- Of the order, with what was paid for them.
  lines jsonb not null,
  -- After fees, minor units.
  amount bigint not null check (amount >= 0),
  state text not null check (state in ('waiting', 'used', 'given-back'))
);
create index exchange_values_by_request on exchange_values (return_request_id);
create index exchange_values_by_shopper on exchange_values (shopper_id);
