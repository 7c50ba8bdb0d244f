create table timers (
  key text primary key,
  timer text not null,
  subject uuid not null,
  data jsonb not null,
  due_at timestamptz not null,
  attempts int not null default 0,
  parked_at timestamptz,
  error text
);
create index timers_due on timers (due_at) where parked_at is null;
