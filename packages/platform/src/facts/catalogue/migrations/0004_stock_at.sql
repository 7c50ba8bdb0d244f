-- As of when the pieces were counted, where the shop says it: an older count that comes later tells nothing new.
alter table variants add column in_stock_at timestamptz;
