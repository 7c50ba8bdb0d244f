-- How the sample retailer's people go on living. Both tables are empty in a real shop.
create table sample_life (
  only_row boolean primary key default true check (only_row),
  -- Seed and counters; whoever plays holds this row.
  state jsonb not null
);
-- What is going to happen, one row a plan, with nobody's name or address: those follow from the seed.
create table sample_plans (
  key text primary key,
  at timestamptz not null,
  plan jsonb not null
);
create index sample_plans_due on sample_plans (at, key);
