-- Pictures that people send. They stand in the database, so that a backup holds them and what speaks of them, and any process can answer them.
create table files (
  id uuid primary key,
  type text not null check (type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes bytea not null check (octet_length(bytes) <= 4194304),
  -- Business time.
  stored_at timestamptz not null
);
-- Pictures are compressed already: trying again would only take time.
alter table files alter column bytes set storage external;
create index files_by_time on files (stored_at);
