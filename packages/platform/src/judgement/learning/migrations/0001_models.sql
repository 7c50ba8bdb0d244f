-- Every model that was trained, with its card. The newest of a moment serves; older ones explain the decisions they made.
create table models (
  id uuid primary key,
  moment text not null,
  -- The first digits of the hash of what serves: training on the same history yields the same version.
  version text not null,
  trained_at timestamptz not null,
  -- Null while there is too little history: decisions then rest on the stated prior, and the card says so.
  model jsonb,
  card jsonb not null
);
create index models_by_moment on models (moment, trained_at desc, id desc);
