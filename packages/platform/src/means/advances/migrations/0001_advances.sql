-- Money that was promised back for goods before they came: one row for each return, until nothing is owed for it.
create table return_advances (
  request_id uuid primary key,
  order_id uuid not null,
  shopper_id uuid not null,
  currency text not null,
  state text not null check (state in ('open', 'reminded', 'claimed', 'ended')),
  opened_at timestamptz not null,
  -- What was paid for goods that have not come, minor units.
  outstanding bigint not null check (outstanding >= 0),
  -- When something is done next, by itself.
  due_at timestamptz,
  ended_at timestamptz,
  ended_because text check (ended_because in ('came', 'paid', 'waived')),
  ended_by text,
  check ((state = 'ended') = (ended_because is not null))
);
create index return_advances_by_shopper on return_advances (shopper_id);
create index return_advances_by_order on return_advances (order_id);
create index return_advances_open on return_advances (opened_at, request_id) where state <> 'ended';

-- What was settled and what came in, by line, each once by the event that told it: goods can come before the money is promised.
create table return_advance_entries (
  event_id uuid not null,
  request_id uuid not null,
  line int not null,
  settled int not null default 0,
  received int not null default 0,
  -- What was promised back for the settled units.
  amount bigint not null default 0,
  primary key (event_id, line)
);
create index return_advance_entries_by_request on return_advance_entries (request_id);
