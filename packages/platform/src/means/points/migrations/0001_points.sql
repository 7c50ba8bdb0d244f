-- Every version of the scheme that ever counted points, so that an old entry can be explained by the terms of its day.
create table points_schemes (
  version int primary key check (version > 0),
  document json not null,
  -- Purchases from here on are counted by this version, until the next one's own instant.
  effective_at timestamptz not null,
  saved_at timestamptz not null,
  saved_by text not null
);

-- The ledger. Each entry names the one before it together with the balance that it left, and the keys below make the
-- database itself refuse an entry that does not continue the chain: the last balance is the sum of all entries, whatever
-- the code above believes, and of two writers that both want to be next one fails.
create table points_entries (
  shopper_id uuid not null,
  number int not null,
  kind text not null check (kind in ('earn', 'bonus', 'reverse', 'redeem', 'expire', 'adjust')),
  points bigint not null,
  balance bigint not null,
  previous int,
  previous_balance bigint,
  -- What it was booked for; booked once.
  reference text not null,
  -- When it counts from: the purchase, the return, the redemption.
  at timestamptz not null,
  recorded_at timestamptz not null,
  -- By how much the shopper owes more (a return of points already spent) or, rarely, less after this entry.
  owed bigint not null default 0,
  -- The entry whose points are taken back or lapse.
  of_entry int,
  order_id uuid,
  line int,
  units int,
  return_id uuid,
  window_id uuid,
  decision_id uuid,
  offer_id uuid,
  store_id uuid,
  -- What redeemed points were worth, minor units.
  amount bigint,
  currency text,
  -- Rate in percent at which purchases counted, and the version of the scheme that said so.
  multiplier int,
  scheme int,
  reason text,
  actor text not null,
  primary key (shopper_id, number),
  unique (shopper_id, reference),
  unique (shopper_id, number, balance),
  foreign key (shopper_id, previous, previous_balance) references points_entries (shopper_id, number, balance),
  check (number = coalesce(previous, 0) + 1),
  check ((previous is null) = (previous_balance is null)),
  check (balance = coalesce(previous_balance, 0) + points),
  -- One unit of several can be worth no whole point; that it came back is noted all the same.
  check (points <> 0 or kind = 'reverse'),
  check (case kind when 'earn' then points > 0 when 'bonus' then points > 0 when 'adjust' then true else points <= 0 end)
);
create index points_entries_by_order on points_entries (order_id) where order_id is not null;

create function points_entries_stay() returns trigger language plpgsql as $$
begin
  raise exception 'an entry of the points ledger is never changed or deleted: book another one';
end $$;
create trigger points_entries_stay before update or delete on points_entries
  for each statement execute function points_entries_stay();

-- What members of staff typed beside an entry. Apart from the ledger, because it can name a person and is then erased.
create table points_notes (
  shopper_id uuid not null,
  number int not null,
  note text not null,
  primary key (shopper_id, number),
  foreign key (shopper_id, number) references points_entries (shopper_id, number)
);

-- What is left of each entry that gave points: they are used, and lapse, oldest first.
create table points_lots (
  shopper_id uuid not null,
  number int not null,
  order_id uuid,
  line int,
  -- Of the order line; 1 where there is none.
  units int not null check (units > 0),
  units_reversed int not null default 0,
  points bigint not null check (points > 0),
  remaining bigint not null,
  -- Lapsed, and not waived in a return of the units since.
  expired bigint not null default 0,
  available_at timestamptz not null,
  expires_at timestamptz,
  primary key (shopper_id, number),
  foreign key (shopper_id, number) references points_entries (shopper_id, number),
  check (units_reversed between 0 and units),
  check (remaining >= 0 and expired >= 0 and remaining + expired <= points)
);
create index points_lots_open on points_lots (shopper_id) where remaining > 0;
create index points_lots_by_order on points_lots (order_id, line) where order_id is not null;

-- One row for each shopper who has points, and the lock that everybody takes who books any.
create table points_accounts (
  shopper_id uuid primary key,
  last_entry int,
  balance bigint not null default 0,
  -- Points not yet used, pending ones included; and points that were used and then taken back with their goods.
  outstanding bigint not null default 0 check (outstanding >= 0),
  owed bigint not null default 0 check (owed >= 0),
  tier text not null,
  tier_since timestamptz not null,
  -- The end of the period in which the tier cannot be lost; null for the lowest.
  tier_until timestamptz,
  -- Set when the shopper was erased: nothing is booked any more.
  closed_at timestamptz,
  check (balance = outstanding - owed),
  check (last_entry is not null or balance = 0),
  foreign key (shopper_id, last_entry, balance) references points_entries (shopper_id, number, balance)
);

create table points_windows (
  shopper_id uuid not null,
  id uuid not null,
  multiplier int not null check (multiplier > 100),
  from_at timestamptz not null,
  until_at timestamptz not null,
  decision_id uuid,
  offer_id uuid,
  -- What it was opened for; opened once.
  reference text not null,
  opened_at timestamptz not null,
  actor text not null,
  primary key (shopper_id, id),
  unique (shopper_id, reference),
  check (until_at > from_at)
);
