-- Counts live here and not in a process's memory, so that ten processes do not give ten times the tries.
create unlogged table rate_limits (
  bucket bytea primary key,
  window_ends_at timestamptz not null,
  calls int not null
);
