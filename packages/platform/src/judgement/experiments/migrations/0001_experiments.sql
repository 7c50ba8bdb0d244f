-- An experiment that was imported: a program of that name whose log was made elsewhere, at a moment of its own that nobody asks about now.
-- Its rows stand among the decisions, each superseded as soon as it was made: none of them ever was in force here.
create table experiments (
  program text primary key references programs (name),
  -- What rows were known by before anything was done: [{name, scale}].
  features jsonb not null,
  horizon_days int not null,
  -- The file, and the SHA-256 of it and of how it was read: the same again adds nothing.
  source text not null,
  digest text not null,
  rows int not null,
  imported_at timestamptz not null
);
