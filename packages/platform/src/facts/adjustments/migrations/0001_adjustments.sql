-- Money or goods that moved without being a product sold: postage, fees, discounts, bad debt, stock corrections.
create table adjustments (
  id uuid primary key,
  shopper_id uuid,
  source text not null,
  key text not null,
  at timestamptz not null,
  kind text not null,
  code text not null,
  description text,
  document text,
  quantity int not null,
  amount bigint not null,
  currency text not null,
  unique (source, key)
);
create index adjustments_by_document on adjustments (source, document);
