create table products (
  id uuid primary key,
  source text not null,
  key text not null,
  title text not null,
  brand text,
  category text,
  -- Made because an order named its stock code; the shop's own record takes its place.
  implicit boolean not null default false,
  unique (source, key)
);
create table variants (
  id uuid primary key,
  product_id uuid not null references products,
  source text not null,
  sku text not null,
  title text,
  barcode text,
  -- Minor units. What a shop does not send stays null and is never guessed here.
  price bigint,
  cost bigint,
  currency text,
  weight_grams int,
  unique (source, sku)
);
create index variants_by_barcode on variants (barcode) where barcode is not null;
create index variants_by_product on variants (product_id);
