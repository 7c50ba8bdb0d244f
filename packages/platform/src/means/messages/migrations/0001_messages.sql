-- What is to be told to whom: the queue, and for ever after the account of it. Nothing here names anybody.
create table messages (
  id uuid primary key,
  shopper_id uuid not null,
  order_id uuid,
  kind text not null,
  purpose text not null check (purpose in ('service', 'care', 'marketing')),
  channel text not null check (channel in ('email', 'sms', 'inbox')),
  -- What it is about, e.g. `return/<id>`: told once, however often it is asked for.
  key text not null,
  locale text not null,
  -- What the kind needs to read again what is true when it is sent: identifiers, amounts, instants.
  values jsonb not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'dropped', 'cancelled', 'failed', 'bounced', 'complained')),
  held_because text,
  dropped_because text,
  queued_at timestamptz not null,
  -- Real time; everything else is business time.
  due_at timestamptz not null,
  lease_until timestamptz,
  -- After it the message is worth nothing.
  not_after timestamptz,
  attempts int not null default 0,
  -- When every rule said that it may leave; from then on it counts against the caps.
  cleared_at timestamptz,
  sent_at timestamptz,
  provider text,
  failure text,
  unique (kind, key, channel, shopper_id),
  check ((state = 'dropped') = (dropped_because is not null)),
  check (state not in ('sent', 'bounced', 'complained') or cleared_at is not null)
);
create index messages_due on messages (due_at) where state in ('queued', 'sending');
create index messages_by_shopper on messages (shopper_id, queued_at);
create index messages_by_order on messages (order_id) where order_id is not null;
create index messages_by_time on messages (queued_at, id);
create index messages_by_state on messages (state, queued_at, id);

-- What was sent and where to: deleted when the shopper is erased, and half a year after it was sent.
create table message_contents (
  message_id uuid primary key,
  shopper_id uuid not null,
  address text,
  subject text,
  html text,
  body text not null,
  stored_at timestamptz not null
);
create index message_contents_by_shopper on message_contents (shopper_id);
create index message_contents_by_time on message_contents (stored_at);

-- Addresses that nothing is sent to any more. A SHA-256, so that it may outlive an erasure: the same address, told again, stays spared.
create table suppressed_addresses (
  address_hash bytea primary key,
  because text not null check (because in ('bounced', 'complained')),
  at timestamptz not null,
  message_id uuid
);

create table message_settings (
  only_row boolean primary key default true check (only_row),
  document jsonb not null
);
