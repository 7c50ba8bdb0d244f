-- What shoppers pay, or leave as a deposit, by a link of their own. The row is there before anybody is asked for money.
create table collections (
  id uuid primary key,
  -- What for, such as `exchange/<id>/difference`: asked for once.
  purpose text not null unique,
  kind text not null check (kind in ('payment', 'hold')),
  shopper_id uuid not null,
  order_id uuid,
  amount bigint not null check (amount > 0),
  currency text not null,
  state text not null check (state in ('open', 'paid', 'held', 'releasing', 'capturing', 'returning', 'cancelled', 'expired',
    'released', 'captured', 'returned', 'lapsed')),
  opened_at timestamptz not null,
  -- Business time at which nobody waits for it any more.
  until timestamptz not null,
  -- Of the provider's page that is open now, and how many there were: each is asked for under a key of its own.
  session text,
  sessions int not null default 0,
  -- Who has taken it: a provider, or the till.
  via text check (via in ('local', 'stripe', 'till')),
  payment_reference text,
  made_at timestamptz,
  -- Real time at which a provider lets a hold go by itself.
  lapses_at timestamptz,
  ended_at timestamptz,
  check ((via is null) = (made_at is null)),
  check (made_at is not null or state in ('open', 'cancelled', 'expired'))
);
create index collections_by_order on collections (order_id) where order_id is not null;
create index collections_by_shopper on collections (shopper_id);
create index collections_by_time on collections (opened_at, id);
create index collections_by_session on collections (session) where session is not null;

-- What a provider is still to be asked. Its identifier is the key at the provider, for ever.
create table collection_steps (
  id uuid primary key,
  collection_id uuid not null references collections (id),
  step text not null check (step in ('look', 'end', 'release', 'capture', 'give-back')),
  state text not null check (state in ('due', 'asking', 'done', 'unknown')),
  -- Real time.
  due_at timestamptz not null,
  lease_until timestamptz,
  attempts int not null default 0,
  failure text,
  unique (collection_id, step)
);
create index collection_steps_due on collection_steps (due_at) where state in ('due', 'asking');
