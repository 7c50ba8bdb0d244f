-- How many pieces there are, as the shop said last; null where it never said, which is not the same as none.
alter table variants add column in_stock int check (in_stock >= 0);
-- A program names stock codes whichever system sent them.
create index variants_in_stock on variants (sku) include (in_stock) where in_stock is not null;
