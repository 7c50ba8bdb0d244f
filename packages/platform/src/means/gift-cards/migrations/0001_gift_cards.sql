-- Whoever shows the code may use the card. Only its hash is kept: who reads this table cannot pay with it.
create table gift_cards (
  id uuid primary key,
  code_hash bytea not null unique,
  last_four text not null,
  -- Until it was told to whom the card was given, and no longer.
  untold_code text,
  told_at timestamptz,
  -- To whom it was given.
  shopper_id uuid not null,
  order_id uuid,
  currency text not null,
  because text not null check (because in ('refund', 'desk', 'replacement')),
  -- What it was given for; given once.
  reference text not null,
  -- The card in whose place it was given.
  replaces uuid unique references gift_cards (id),
  issued_at timestamptz not null,
  voided_at timestamptz,
  last_entry int,
  balance bigint not null default 0 check (balance >= 0),
  unique (shopper_id, because, reference),
  check (last_entry is not null or balance = 0),
  check (voided_at is null or (balance = 0 and untold_code is null))
);
create index gift_cards_by_order on gift_cards (order_id) where order_id is not null;
create index gift_cards_by_shopper on gift_cards (shopper_id);

-- Each entry names the one before it together with the balance that it left, so that the database itself refuses one that does
-- not continue the chain.
create table gift_card_entries (
  card_id uuid not null references gift_cards (id),
  number int not null,
  id uuid not null unique,
  kind text not null check (kind in ('issue', 'redeem', 'refill', 'void')),
  -- Minor units; below zero where money goes off the card.
  amount bigint not null check (amount <> 0),
  balance bigint not null check (balance >= 0),
  previous int,
  previous_balance bigint,
  -- What it was booked for; booked once.
  reference text not null,
  -- Of a refill: the redemption that it undoes.
  undoes int,
  at timestamptz not null,
  order_id uuid,
  store_id uuid,
  refund_leg_id uuid unique,
  actor text not null,
  primary key (card_id, number),
  unique (card_id, reference),
  unique (card_id, number, balance),
  foreign key (card_id, previous, previous_balance) references gift_card_entries (card_id, number, balance),
  foreign key (card_id, undoes) references gift_card_entries (card_id, number),
  check (number = coalesce(previous, 0) + 1),
  check ((previous is null) = (previous_balance is null)),
  check (balance = coalesce(previous_balance, 0) + amount),
  check ((amount > 0) = (kind in ('issue', 'refill'))),
  check ((undoes is not null) = (kind = 'refill')),
  check ((previous is null) = (kind = 'issue'))
);
alter table gift_cards add foreign key (id, last_entry, balance)
  references gift_card_entries (card_id, number, balance) deferrable initially deferred;

create function gift_card_entries_stay() returns trigger language plpgsql as $$
begin
  raise exception 'an entry of a gift card is never changed or deleted: book another one';
end $$;
create trigger gift_card_entries_stay before update or delete on gift_card_entries
  for each statement execute function gift_card_entries_stay();

create function gift_card_refills_fit() returns trigger language plpgsql as $$
declare
  redeemed bigint;
  refilled numeric;
begin
  select -amount into redeemed from gift_card_entries
    where card_id = new.card_id and number = new.undoes and kind = 'redeem';
  select sum(amount) into refilled from gift_card_entries where card_id = new.card_id and undoes = new.undoes;
  if redeemed is null or refilled > redeemed then
    raise exception 'card % would get % back for the % that entry % took', new.card_id, refilled, redeemed, new.undoes
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger gift_card_refills_fit after insert on gift_card_entries
  deferrable initially deferred for each row when (new.kind = 'refill') execute function gift_card_refills_fit();
