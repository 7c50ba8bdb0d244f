-- Returns that were announced in the shop's own system, under its own identifier of them; one that is opened once more stands for a further request.
create table shop_returns (
  request_id uuid primary key,
  source text not null,
  key text not null
);
create index shop_returns_by_key on shop_returns (source, key);
