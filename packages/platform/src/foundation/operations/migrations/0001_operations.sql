create table idempotency_keys (
  actor text not null,
  key text not null,
  operation text not null,
  request_hash bytea not null,
  response jsonb not null,
  created_at timestamptz not null,
  primary key (actor, key)
);
create table audit_lines (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  role text not null,
  operation text not null,
  target jsonb not null,
  idempotency_key text
);
create index audit_lines_by_time on audit_lines (at);
