create table stores (
  id uuid primary key,
  source text not null,
  key text not null,
  name text not null,
  region text,
  country text,
  time_zone text,
  unique (source, key)
);
