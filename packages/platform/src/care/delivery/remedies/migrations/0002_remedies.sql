-- What is done about a delivery in trouble: what was decided, what the shopper chose, and what came of it. One for each incident; the row
-- is the lock at which a shopper, an agent and the clock meet.
create table remedies (
  incident_id uuid primary key,
  order_id uuid not null,
  shopper_id uuid not null,
  currency text not null,
  decision_id uuid not null,
  -- Actions of the decision; what is owed and what the law grants is reckoned whenever it is looked at.
  options jsonb not null,
  without_answer text,
  state text not null check (state in ('offered', 'chosen', 'waiting', 'carried-out', 'withdrawn')),
  offered_at timestamptz not null,
  answer_by timestamptz not null,
  chosen text,
  chosen_kind text,
  chosen_at timestamptz,
  chosen_by text check (chosen_by in ('shopper', 'agent', 'default', 'law')),
  carried_out_at timestamptz,
  result jsonb,
  refused text[] not null default '{}',
  -- The last day that the shopper has set for the delivery.
  additional_until date,
  -- Goodwill was given: it is given once, whatever the law grants besides.
  goodwill_given boolean not null default false,
  -- Of notices that the law asks for: the day that was named first and last, how often one was sent, and until when the shopper said to wait.
  told_latest date,
  named_latest date,
  told_times int not null default 0,
  consented_until date,
  check ((chosen is null) = (chosen_by is null)),
  check ((state = 'carried-out') = (carried_out_at is not null))
);
create index remedies_by_order on remedies (order_id, offered_at);
create index remedies_by_shopper on remedies (shopper_id);
create index remedies_by_decision on remedies (decision_id);

-- What only the shop can do, asked once for an incident.
create table remedy_requests (
  id uuid primary key,
  incident_id uuid not null,
  order_id uuid not null,
  shopper_id uuid not null,
  kind text not null check (kind in ('reship', 'upgrade', 'redirect', 'cancel')),
  lines jsonb not null,
  parcel_id uuid,
  state text not null check (state in ('requested', 'acknowledged', 'done', 'refused')),
  requested_at timestamptz not null,
  reported_at timestamptz,
  parcel_key text,
  refunded bigint check (refunded >= 0),
  refused_because text,
  unique (incident_id, kind)
);
create index remedy_requests_by_time on remedy_requests (requested_at, id);
create index remedy_requests_open on remedy_requests (requested_at, id) where state in ('requested', 'acknowledged');
create index remedy_requests_by_order on remedy_requests (order_id);
create index remedy_requests_by_shopper on remedy_requests (shopper_id);
