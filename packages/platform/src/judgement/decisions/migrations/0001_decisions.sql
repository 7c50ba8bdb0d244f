-- What was decided, with everything that was seen and weighed: training and measuring read only this, never the present.
create table decisions (
  id uuid primary key,
  moment text not null,
  -- The prefix of the subject's wire id, e.g. ret.
  subject_kind text not null,
  subject uuid not null,
  shopper_id uuid not null,
  store_id uuid,
  decided_at timestamptz not null,
  as_of timestamptz not null,
  valid_until timestamptz not null,
  -- Decided afterwards about imported history: shown, never counted in a measurement.
  retrospective boolean not null,
  chosen text not null,
  propensity double precision not null check (propensity > 0 and propensity <= 1),
  mode text not null check (mode in ('best', 'explored', 'holdout', 'only-option')),
  horizon_days int not null,
  currency text not null,
  alternatives jsonb not null,
  reasons jsonb not null,
  features jsonb not null,
  assumptions jsonb not null,
  model_id uuid,
  model_version text not null,
  -- Set when the subject was decided about again after this decision had run out.
  superseded_at timestamptz
);
-- One decision in force for each subject, however many ask at the same moment.
create unique index decisions_in_force on decisions (subject, moment) where superseded_at is null;
create index decisions_by_shopper on decisions (shopper_id, decided_at);
create index decisions_by_time on decisions (moment, decided_at);
create index decisions_by_choice on decisions (moment, chosen) where superseded_at is null;
