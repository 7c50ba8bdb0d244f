-- What shoppers announce to send back. Its terms are written down as they were promised: a later policy does not change them.
create sequence return_request_numbers start 100001;

create table return_requests (
  id uuid primary key,
  number text not null unique,
  order_id uuid not null,
  shopper_id uuid not null,
  currency text not null,
  state text not null check (state in
    ('requested', 'open', 'on-its-way', 'partly-received', 'received', 'closed', 'declined', 'cancelled', 'expired')),
  requested_at timestamptz not null,
  requested_by text not null,
  locale text not null,
  -- Where the goods are, ISO 3166-1; null where nobody said.
  country text,
  method text not null,
  resolution text not null,
  timing text not null,
  policy_version int not null,
  refund_by date,
  -- In the shopper's own words; they go with the person.
  plea text,
  declined text,
  expires_at timestamptz,
  closed_at timestamptz
);
create index return_requests_by_order on return_requests (order_id, requested_at);
create index return_requests_by_shopper on return_requests (shopper_id);
create index return_requests_by_time on return_requests (requested_at, id);
create index return_requests_by_state on return_requests (state, requested_at, id);

create table return_request_lines (
  request_id uuid not null references return_requests (id),
  place int not null,
  order_line int not null,
  sku text not null,
  title text,
  quantity int not null check (quantity > 0),
  reason text not null,
  detail text,
  -- What sending it back costs, once for the whole request: the dearest of its lines, minor units.
  logistics_fee bigint not null check (logistics_fee >= 0),
  restocking_percent int not null,
  bonus_percent int not null,
  -- The law wants it taken back: no fee for taking back.
  by_law boolean not null,
  until date,
  granted_by jsonb not null,
  -- Came in; not awaited any more; paid back.
  received int not null default 0,
  released int not null default 0,
  settled int not null default 0,
  primary key (request_id, place),
  check (received >= 0 and released >= 0 and received + released <= quantity),
  check (settled between 0 and quantity)
);

-- What was promised back for units of a request, at each turn.
create table return_settlements (
  request_id uuid not null references return_requests (id),
  number int not null,
  at timestamptz not null,
  refund_id uuid,
  lines jsonb not null,
  shipping bigint not null,
  logistics_fee bigint not null,
  restocking_fee bigint not null,
  -- Of discounts on what was kept; below zero where what was taken off before is given now.
  breakage bigint not null,
  bonus bigint not null,
  amount bigint not null check (amount >= 0),
  primary key (request_id, number)
);

-- What came in besides what was announced.
create table return_strays (
  return_id uuid not null,
  place int not null,
  request_id uuid,
  sku text not null,
  quantity int not null check (quantity > 0),
  kind text not null check (kind in ('over', 'wrong', 'unknown')),
  primary key (return_id, place)
);
create index return_strays_by_request on return_strays (request_id) where request_id is not null;
