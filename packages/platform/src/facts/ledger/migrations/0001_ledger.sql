-- Double entry. What was booked stays as it is: a mistake is mended by another entry, so that every balance of the past can be
-- told again.
create table ledger_entries (
  id uuid primary key,
  kind text not null check (kind in ('refund-intended', 'refund-paid', 'refund-reopened', 'refund-cancelled',
    'credit-granted', 'credit-spent', 'credit-restored', 'credit-moved')),
  -- What it was posted for; posted once.
  reference text not null unique,
  -- When it happened, by business time.
  at timestamptz not null,
  recorded_at timestamptz not null,
  order_id uuid,
  shopper_id uuid not null,
  -- Of all its lines.
  currency text not null,
  actor text not null
);
create index ledger_entries_by_order on ledger_entries (order_id, id) where order_id is not null;

create table ledger_lines (
  entry_id uuid not null references ledger_entries (id),
  line int not null check (line > 0),
  account text not null check (account in ('refunds-payable', 'provider-clearing', 'till-cash', 'manual-clearing',
    'store-credit', 'sales-returned', 'shipping-returned', 'goodwill', 'credit-used')),
  -- Minor units; above zero a debit, below a credit.
  amount bigint not null check (amount <> 0),
  -- Whose account, where it has one for each shopper or order: a movement of credit names two shoppers.
  shopper_id uuid not null,
  order_id uuid,
  primary key (entry_id, line)
);
create index ledger_lines_by_account on ledger_lines (account, entry_id);
create index ledger_lines_by_shopper on ledger_lines (shopper_id, entry_id);
create index ledger_lines_by_order on ledger_lines (order_id, account) where order_id is not null;

create function ledger_stays() returns trigger language plpgsql as $$
begin
  raise exception 'an entry of the ledger is never changed or deleted: post another one';
end $$;
create trigger ledger_entries_stay before update or delete on ledger_entries
  for each statement execute function ledger_stays();
create trigger ledger_lines_stay before update or delete on ledger_lines
  for each statement execute function ledger_stays();

-- Asked when the transaction commits, since an entry is written before its lines.
create function ledger_balances() returns trigger language plpgsql as $$
declare
  asked uuid;
  lines int;
  total numeric;
begin
  if tg_table_name = 'ledger_entries' then asked := new.id; else asked := new.entry_id; end if;
  select count(*), coalesce(sum(amount), 0) into lines, total from ledger_lines where entry_id = asked;
  if lines < 2 or total <> 0 then
    raise exception 'the entry % of the ledger does not balance: % lines that sum to %', asked, lines, total
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger ledger_entries_balance after insert on ledger_entries
  deferrable initially deferred for each row execute function ledger_balances();
create constraint trigger ledger_lines_balance after insert on ledger_lines
  deferrable initially deferred for each row execute function ledger_balances();
