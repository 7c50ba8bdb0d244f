create table accounts (
  id uuid primary key,
  login text not null unique,
  password_hash text not null,
  role text not null,
  -- What the account is bound to, e.g. {"storeId": "<uuid>"}.
  scope jsonb not null default '{}',
  created_at timestamptz not null,
  disabled_at timestamptz
);
-- Only hashes of tokens: whoever reads this table can be nobody.
create table sessions (
  token_hash bytea primary key,
  account_id uuid not null references accounts,
  expires_at timestamptz not null
);
create table api_keys (
  id uuid primary key,
  secret_hash bytea not null,
  label text not null,
  role text not null,
  scope jsonb not null default '{}',
  created_at timestamptz not null,
  revoked_at timestamptz
);
create table signing_keys (
  id uuid primary key,
  secret bytea not null,
  created_at timestamptz not null,
  -- After this instant what it signed is no longer believed.
  trusted_until timestamptz
);
