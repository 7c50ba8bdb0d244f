-- Others' systems that want to hear of what happens here.
create table webhook_subscriptions (
  id uuid primary key,
  url text not null,
  -- Types of events, or their beginnings: "return.recorded", "refund.*", "*".
  types text[] not null check (cardinality(types) > 0),
  secret text not null,
  previous_secret text,
  previous_until timestamptz,
  created_at timestamptz not null,
  disabled_at timestamptz,
  -- 'asked' or 'gone': the receiver said that there is nobody there any more.
  disabled_because text check (disabled_because in ('asked', 'gone')),
  check ((disabled_at is null) = (disabled_because is null))
);

-- What is to be told to whom, written with the event itself.
create table webhook_sendings (
  id uuid primary key,
  subscription_id uuid not null references webhook_subscriptions (id),
  type text not null,
  event_id uuid,
  -- The body as it is sent, every time the same bytes.
  body text not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'failed')),
  -- Real time.
  queued_at timestamptz not null,
  due_at timestamptz not null,
  lease_until timestamptz,
  attempts int not null default 0,
  sent_at timestamptz,
  -- The status that was answered, and what went wrong.
  answered int,
  failure text
);
create index webhook_sendings_due on webhook_sendings (due_at, id) where state in ('queued', 'sending');
create index webhook_sendings_by_subscription on webhook_sendings (subscription_id, id);
create index webhook_sendings_by_time on webhook_sendings (queued_at);
