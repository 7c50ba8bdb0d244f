-- What history says of how long carriers take; the newest counts.
create table way_tables (
  id uuid primary key,
  -- The first day of which nothing was known.
  as_of date not null,
  made_at timestamptz not null,
  contents jsonb not null
);
create index way_tables_by_time on way_tables (made_at desc, id desc);
