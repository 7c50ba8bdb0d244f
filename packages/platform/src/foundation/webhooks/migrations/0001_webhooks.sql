-- Where somebody else's system sends events to. Its id stands in the address.
create table webhook_endpoints (
  id uuid primary key,
  sender text not null,
  -- The name under which what it sends is recorded.
  source text not null,
  -- Signatures are checked by computing them, so that a hash of the secret would not do.
  secret text not null,
  previous_secret text,
  previous_until timestamptz,
  -- Requests that were not signed with the secret, or too long ago.
  refused bigint not null default 0,
  created_at timestamptz not null,
  disabled_at timestamptz
);
create unique index webhook_endpoints_in_use on webhook_endpoints (sender, source) where disabled_at is null;

-- What came, as it came: written before it is acknowledged, read later.
create table webhook_deliveries (
  id bigint generated always as identity primary key,
  endpoint_id uuid not null references webhook_endpoints (id),
  -- The sender's own identifier of the event, the same when it is sent again.
  event_key text not null,
  topic text not null,
  headers jsonb not null,
  -- Emptied when it is no longer needed: it can hold addresses.
  body bytea,
  state text not null check (state in ('stored', 'read', 'malformed', 'parked')),
  attempts int not null default 0,
  -- Machine time, all four: senders know no other.
  received_at timestamptz not null,
  due_at timestamptz not null,
  read_at timestamptz,
  summary jsonb,
  error text,
  unique (endpoint_id, event_key)
);
create index webhook_deliveries_stored on webhook_deliveries (id) where state = 'stored';
create index webhook_deliveries_open on webhook_deliveries (id) where state in ('malformed', 'parked');
create index webhook_deliveries_bodies on webhook_deliveries (received_at) where body is not null and state <> 'stored';
