-- How the retailer takes goods back: every version that was published, of which the last one holds.
create table return_policies (
  version int primary key check (version > 0),
  document jsonb not null,
  published_at timestamptz not null,
  published_by text not null
);
