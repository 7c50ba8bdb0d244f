-- What a product is like in the shop's own words, by name; as the shop said last.
alter table products add column attributes jsonb not null default '{}';
