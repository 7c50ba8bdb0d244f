-- Money that comes in through us: what shoppers pay themselves for something that is still to be sent, and deposits that are kept.
alter table ledger_entries
  drop constraint ledger_entries_kind_check,
  add constraint ledger_entries_kind_check check (kind in ('refund-intended', 'refund-paid', 'refund-reopened',
    'refund-cancelled', 'credit-granted', 'credit-spent', 'credit-restored', 'credit-moved', 'collected', 'collected-returned'));
alter table ledger_lines
  drop constraint ledger_lines_account_check,
  add constraint ledger_lines_account_check check (account in ('refunds-payable', 'provider-clearing', 'till-cash',
    'manual-clearing', 'store-credit', 'sales-returned', 'shipping-returned', 'goodwill', 'credit-used', 'collected'));
