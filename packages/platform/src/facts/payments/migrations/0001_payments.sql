create table payments (
  id uuid primary key,
  order_id uuid not null,
  shopper_id uuid not null,
  source text not null,
  key text not null,
  paid_at timestamptz not null,
  method text not null,
  amount bigint not null,
  currency text not null,
  unique (source, key)
);
create index payments_by_order on payments (order_id);
