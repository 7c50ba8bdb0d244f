-- What of an order was bought for somebody else, who can give it back with a code of their own.
create table gifts (
  id uuid primary key,
  code_hash bytea not null unique,
  last_four text not null,
  order_id uuid not null,
  -- Who bought it.
  shopper_id uuid not null,
  made_at timestamptz not null,
  made_by text not null,
  -- Who opened it with its code: a shopper of their own, and nobody before that.
  bearer_id uuid unique
);
create index gifts_by_order on gifts (order_id, made_at);

-- A line is under one code at a time: another code made for it takes its place.
create table gift_lines (
  order_id uuid not null,
  line int not null,
  gift_id uuid not null references gifts (id),
  primary key (order_id, line)
);
create index gift_lines_by_gift on gift_lines (gift_id);
