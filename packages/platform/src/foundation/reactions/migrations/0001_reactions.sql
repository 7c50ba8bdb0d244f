create table reactions (
  id bigint generated always as identity primary key,
  reaction text not null,
  subject uuid not null,
  event_seq bigint not null,
  attempts int not null default 0,
  due_at timestamptz not null,
  parked_at timestamptz,
  error text
);
-- Finds what is first in line of each subject.
create index reactions_in_line on reactions (reaction, subject, id);
create index reactions_due on reactions (due_at) where parked_at is null;
