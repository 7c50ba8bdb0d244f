-- Shoppers ask a person to look again at what was decided against them. What they wrote goes with the person; that it was asked and answered stays.
create table appeals (
  id uuid primary key,
  adverse_decision_id uuid not null unique references adverse_decisions (id),
  shopper_id uuid not null,
  order_id uuid,
  said text,
  locale text not null,
  made_at timestamptz not null,
  made_by text not null,
  -- Until when the shopper was promised an answer.
  answer_by timestamptz not null,
  state text not null check (state in ('open', 'granted', 'kept')),
  -- What the shopper is told.
  answer text,
  decided_at timestamptz,
  decided_by text,
  -- What was given back with it.
  refund_id uuid,
  check ((state = 'open') = (decided_at is null))
);
create index appeals_open on appeals (answer_by, id) where state = 'open';
create index appeals_by_time on appeals (made_at, id);
create index appeals_by_shopper on appeals (shopper_id);
