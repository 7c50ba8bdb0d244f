-- What made up an order's discounts, as far as it depends on what is kept: frozen like the prices themselves.
create table order_promotions (
  order_id uuid not null,
  place int not null,
  -- The shop's own.
  key text not null,
  title text,
  -- What it asked for, and what it took off each line, as their schema says.
  needs jsonb not null,
  lines jsonb not null,
  primary key (order_id, place)
);
