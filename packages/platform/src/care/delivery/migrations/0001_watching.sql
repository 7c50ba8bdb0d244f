-- Orders on their way, each looked at every hour of business time until it has arrived.
create table delivery_watches (
  order_id uuid primary key,
  shopper_id uuid not null,
  -- Business time at which it is looked at next.
  assess_at timestamptz not null,
  -- What was found when it was last looked at; nothing before that.
  assessed_at timestamptz,
  -- To arrive after what was promised; null where nothing was.
  chance_late double precision check (chance_late between 0 and 1),
  chance_lost double precision check (chance_lost between 0 and 1),
  -- Days between which it is expected now.
  earliest date,
  latest date,
  basis text check (basis in ('learned', 'stated')),
  -- Since when an open incident has looked as if there were nothing in it.
  calm_since timestamptz,
  check (earliest <= latest)
);
create index delivery_watches_due on delivery_watches (assess_at);
create index delivery_watches_by_shopper on delivery_watches (shopper_id);

-- When the chance to miss a promise first reached one tenth, two tenths and so on, while it could still be kept: what alerts are
-- judged by, at whatever threshold.
create table promise_warnings (
  promise_id uuid not null,
  tenth int not null check (tenth between 1 and 9),
  at timestamptz not null,
  primary key (promise_id, tenth)
);

create table delivery_settings (
  only_row boolean primary key default true check (only_row),
  document jsonb not null
);
