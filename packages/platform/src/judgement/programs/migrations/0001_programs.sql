-- A program by its name. The draft is what a merchandiser works on; what decides is the published version.
create table programs (
  name text primary key,
  moment text not null,
  draft jsonb,
  -- Changes with every save, so that two editors cannot overwrite each other unseen.
  draft_revision int not null default 0,
  draft_saved_at timestamptz,
  draft_saved_by text,
  published_version int,
  retired_at timestamptz
);

create index programs_by_moment on programs (moment) where published_version is not null and retired_at is null;

-- Every version that was ever published, for ever: a decision names the one it was made by.
create table program_versions (
  program text not null references programs (name),
  version int not null check (version > 0),
  -- Names this version among those of all databases: what is kept in memory is kept under it.
  id uuid not null default gen_random_uuid(),
  document jsonb not null,
  published_at timestamptz not null,
  published_by text not null,
  note text not null,
  primary key (program, version)
);
