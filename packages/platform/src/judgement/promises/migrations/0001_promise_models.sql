-- Models of how long deliveries take, with what they tell for each lane and day. The newest decides.
create table promise_models (
  id uuid primary key,
  made_at timestamptz not null,
  -- The last day that it learned from.
  as_of date not null,
  kind text not null,
  calibrator text not null,
  card jsonb not null,
  -- Which rows of the tables belong to which lane, start and planned length.
  lanes jsonb not null,
  -- Single-precision numbers, little-endian.
  tables bytea not null
);
create index promise_models_by_time on promise_models (made_at desc, id desc);

-- Business days that were learned from; each is taken up by one process.
create table promise_learning_days (
  day date primary key,
  started_at timestamptz not null,
  finished_at timestamptz
);
