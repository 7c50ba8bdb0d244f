-- What was asked of the laboratory, with the documents as they were then, and what came of it. A run belongs to whichever process claims
-- it; one whose lease has run out has died with its process and is taken up again.
create table laboratory_runs (
  id uuid primary key,
  program text not null references programs (name),
  asked_by text not null,
  -- Business time, for people; leases go by the machine's own.
  asked_at timestamptz not null,
  question jsonb not null,
  -- The same for the same question on the same log: it is answered once.
  fingerprint text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  progress double precision not null default 0 check (progress between 0 and 1),
  attempts int not null default 0,
  lease_until timestamptz,
  result jsonb,
  -- A word for why it failed.
  failure text,
  finished_at timestamptz
);
create unique index laboratory_runs_once on laboratory_runs (fingerprint) where state <> 'failed';
create index laboratory_runs_open on laboratory_runs (asked_at) where state in ('waiting', 'running');
create index laboratory_runs_by_program on laboratory_runs (program, asked_at);
