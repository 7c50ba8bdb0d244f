-- Statements by which shoppers withdraw from what they bought at a distance, as they were made. What was stated is never changed.
create sequence withdrawal_numbers start 100001;

create table withdrawals (
  id uuid primary key,
  number text not null unique,
  -- Business time.
  stated_at timestamptz not null,
  -- Who has stated it: the shopper of the order where the address is theirs, else a guest of their own.
  shopper_id uuid not null,
  order_id uuid,
  -- As it was typed. What says who it was goes with the person.
  name text,
  email text,
  contract text not null,
  what text,
  locale text not null,
  flags text[] not null,
  -- By law, at the place of the shopper; absent where there is nothing to count from.
  last_day date,
  send_back_by date,
  refund_by date,
  state text not null check (state in ('open', 'settled', 'set-aside')),
  -- What a person wrote when it was settled or set aside.
  note text,
  ended_at timestamptz,
  ended_by text,
  -- Each statement seals the one before it: none can be taken out, put in or changed afterwards without it showing.
  place bigint not null unique,
  person_hash bytea not null,
  salt bytea,
  seal bytea not null
);
create index withdrawals_open on withdrawals (refund_by, id) where state = 'open';
create index withdrawals_by_time on withdrawals (stated_at, id);
create index withdrawals_by_order on withdrawals (order_id) where order_id is not null;
create index withdrawals_by_shopper on withdrawals (shopper_id);
create index withdrawals_by_contract on withdrawals (lower(contract) text_pattern_ops);

-- Where the chain ends; its row is the lock under which the next statement is added.
create table withdrawal_chain (
  only_row boolean primary key default true check (only_row),
  place bigint not null,
  seal bytea not null
);
insert into withdrawal_chain (place, seal) values (0, ''::bytea);
