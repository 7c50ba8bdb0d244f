-- What shoppers were shown before they bought.
create table promise_quotes (
  id uuid primary key,
  shown_at timestamptz not null,
  shopper_id uuid,
  country text not null,
  zone text,
  choices jsonb not null,
  model_id uuid,
  accepted boolean not null default false
);
create index promise_quotes_by_time on promise_quotes (shown_at);

-- What was promised with an order, and what became of it.
create table promises (
  id uuid primary key,
  order_id uuid,
  journey_id uuid not null unique,
  shopper_id uuid,
  lane text not null,
  service text,
  basis text not null check (basis in ('quoted', 'shop', 'assumed', 'retrospective')),
  made_at timestamptz not null,
  starts_on date not null,
  -- As promised; never changed.
  first_earliest date not null,
  first_latest date not null,
  -- As of the latest revision.
  earliest date not null,
  latest date not null,
  slot_from timestamptz,
  slot_until timestamptz,
  -- Days after the start within which half and nine tenths were believed to arrive; parts of days tell how sure that was.
  q50 double precision,
  q90 double precision,
  confidence double precision check (confidence between 0 and 1),
  -- The shop's own date beside ours.
  shop_latest date,
  -- Minor units.
  price bigint,
  chance_at_handover double precision check (chance_at_handover between 0 and 1),
  status text not null default 'open' check (status in ('open', 'kept', 'missed', 'void')),
  settled_on date,
  delivered_on date,
  cause text check (cause in ('warehouse', 'transit', 'both')),
  revisions int not null default 0,
  model_id uuid,
  check (first_earliest <= first_latest and earliest <= latest)
);
-- Of what was replayed there is no order to promise anything to.
create unique index promises_by_order on promises (order_id) where basis <> 'retrospective';
create index promises_due on promises (latest) where status = 'open';
create index promises_by_lane on promises (lane, starts_on);
create index promises_by_start on promises (starts_on);
create index promises_by_shopper on promises (shopper_id) where shopper_id is not null;

create table promise_revisions (
  promise_id uuid not null references promises (id),
  number int not null check (number > 0),
  at timestamptz not null,
  earliest date not null,
  latest date not null,
  chance_late double precision not null check (chance_late between 0 and 1),
  cause text not null,
  told_at timestamptz,
  primary key (promise_id, number)
);
