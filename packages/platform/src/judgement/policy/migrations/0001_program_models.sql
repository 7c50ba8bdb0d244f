-- What programs have learned, with the verdict on each. Of a program one model is in force, at most, and one may challenge it; the
-- others stay: they explain what they decided, and one of them can be put back in force.
create table program_models (
  id uuid primary key,
  program text not null references programs (name),
  trained_at timestamptz not null,
  state text not null check (state in ('challenger', 'in-force', 'past')),
  -- Set when it was first put in force.
  released_at timestamptz,
  model jsonb not null,
  card jsonb not null
);
create index program_models_by_program on program_models (program, trained_at desc, id desc);
create unique index program_models_in_force on program_models (program) where state = 'in-force';
create unique index program_models_challenging on program_models (program) where state = 'challenger';
