-- Loyalty points that purchases within the horizon earned, extra ones included, less those that went back with what was returned. Null
-- where there was no scheme, and in rows from before it was counted.
alter table outcomes add column points double precision;
