-- Pieces that a store has on its shelves, as the shop said last. No row: nobody has said anything, which is not the same as none.
create table store_stock (
  store_id uuid not null references stores,
  sku text not null,
  available int not null check (available >= 0),
  -- As of when they were counted.
  at timestamptz not null,
  primary key (store_id, sku)
);
