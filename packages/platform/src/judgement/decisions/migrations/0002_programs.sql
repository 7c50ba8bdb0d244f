-- Which version of which program decided; null where none concerned the shopper.
alter table decisions
  add column program text,
  add column program_version int,
  -- What a basket, an outcome and a point counted for when it was decided; null before this release.
  add column stakes jsonb,
  -- By which models, and with which share of exploring: decisions of one policy are valued together.
  add column policy text,
  -- Log-odds of the outcome when nothing is done, before the program's log was asked; null before this release.
  add column base_log_odds double precision,
  -- Of the chosen action, minor units: expected in all, and paid at once whatever comes of it.
  add column expected_cost double precision not null default 0,
  add column cost_at_once double precision not null default 0,
  -- When its outcome can be known: the horizon is over, and later returns have had their time.
  add column ripe_at timestamptz,
  add column matured boolean not null default false,
  add foreign key (program, program_version) references program_versions (program, version);

-- What a shopper was given lately, over all programs.
create index decisions_given on decisions (shopper_id, decided_at) where chosen <> 'none' and not retrospective;

update decisions set ripe_at =
  case when retrospective then as_of else decided_at end + make_interval(days => horizon_days + 14);
alter table decisions alter column ripe_at set not null;
create index decisions_ripe on decisions (ripe_at) where not matured and not retrospective;
