-- The one timeline. Rows are never changed; personal data never stands here, only the ids of rows that can be erased.
create table events (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  type text not null,
  subject uuid not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  actor text not null,
  source text,
  source_key text,
  -- The fact in wire form. As text: it is written once and read whole, and nothing searches inside it.
  data json not null
);
create index events_by_subject on events (subject, at, seq);
-- Whoever sends the same thing twice is understood once.
create unique index events_by_origin on events (source, source_key) where source is not null;
