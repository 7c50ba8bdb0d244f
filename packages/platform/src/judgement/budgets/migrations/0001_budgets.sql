-- What a program may spend in one period: one account for each region with a part of its own, and one for everyone else.
create table budget_accounts (
  id uuid primary key,
  program text not null references programs (name),
  -- Null for everyone who belongs to no region with a part of its own.
  region text,
  period text not null check (period in ('week', 'month', 'quarter')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  -- The version of the program that stated the amount.
  version int not null,
  -- Minor units.
  amount bigint not null check (amount >= 0),
  currency text not null,
  -- λ to start from.
  start_price double precision not null check (start_price >= 0),
  -- Of an offer at the time when the account was opened: what it cost, and what a minor unit of that brought.
  usual_cost double precision not null check (usual_cost > 0),
  usual_return double precision not null check (usual_return > 0),
  unique nulls not distinct (program, period, starts_at, region, currency)
);

-- An account in pieces, so that those who decide at the same time seldom wait for each other. Only sums over an account's pieces mean
-- anything; what is granted and not spent moves between them.
create table budget_shards (
  account_id uuid not null references budget_accounts (id),
  shard smallint not null,
  granted bigint not null,
  spent bigint not null default 0 check (spent >= 0),
  -- Of it on actions that were tried and not held for the best.
  tried bigint not null default 0 check (tried >= 0),
  offers bigint not null default 0,
  -- What the offers were expected to bring beyond doing nothing, in units of the goal, losses left out.
  gained double precision not null default 0,
  -- Σ price × cost: over what was spent, the mean price.
  priced double precision not null default 0,
  primary key (account_id, shard),
  -- The last word on every budget, whatever code may say.
  check (spent <= granted)
) with (fillfactor = 40);
