-- Each entry names the one before it together with the balance that it left, so that the database itself refuses one that does
-- not continue the chain: the last balance is the sum of all entries, and of two writers that both want to be next one fails.
create table store_credit_entries (
  shopper_id uuid not null,
  currency text not null,
  number int not null,
  id uuid not null unique,
  kind text not null check (kind in ('grant', 'spend', 'restore', 'move-in', 'move-out')),
  -- Minor units; below zero where credit goes.
  amount bigint not null check (amount <> 0),
  balance bigint not null check (balance >= 0),
  previous int,
  previous_balance bigint,
  -- What it was booked for; booked once.
  reference text not null,
  at timestamptz not null,
  order_id uuid,
  store_id uuid,
  refund_leg_id uuid,
  decision_id uuid,
  actor text not null,
  primary key (shopper_id, currency, number),
  unique (shopper_id, currency, reference),
  unique (shopper_id, currency, number, balance),
  foreign key (shopper_id, currency, previous, previous_balance)
    references store_credit_entries (shopper_id, currency, number, balance),
  check (number = coalesce(previous, 0) + 1),
  check ((previous is null) = (previous_balance is null)),
  check (balance = coalesce(previous_balance, 0) + amount),
  check ((amount > 0) = (kind in ('grant', 'restore', 'move-in')))
);

create function store_credit_entries_stay() returns trigger language plpgsql as $$
begin
  raise exception 'an entry of store credit is never changed or deleted: book another one';
end $$;
create trigger store_credit_entries_stay before update or delete on store_credit_entries
  for each statement execute function store_credit_entries_stay();

-- One row for each shopper and currency, and the lock that everybody takes who books any.
create table store_credit_accounts (
  shopper_id uuid not null,
  currency text not null,
  last_entry int,
  balance bigint not null default 0 check (balance >= 0),
  primary key (shopper_id, currency),
  foreign key (shopper_id, currency, last_entry, balance)
    references store_credit_entries (shopper_id, currency, number, balance),
  check (last_entry is not null or balance = 0)
);
