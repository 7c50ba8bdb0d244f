-- Why a version was published, for whoever reads it later.
alter table return_policies add column note text not null default '';
-- The one draft that is worked on. Its revision goes on counting when it is published or thrown away, so that nobody saves over what they
-- have not read.
create table return_policy_draft (
  only_row boolean primary key default true check (only_row),
  revision int not null,
  document jsonb,
  -- The version that it was made from.
  made_from int not null,
  saved_at timestamptz not null,
  saved_by text not null
);
