-- Gift cards, and what goes into exchanges.
alter table ledger_entries
  drop constraint ledger_entries_kind_check,
  add constraint ledger_entries_kind_check check (kind in ('refund-intended', 'refund-paid', 'refund-reopened',
    'refund-cancelled', 'credit-granted', 'credit-spent', 'credit-restored', 'credit-moved', 'collected', 'collected-returned',
    'gift-card-issued', 'gift-card-redeemed', 'gift-card-refilled', 'gift-card-voided'));
alter table ledger_lines
  drop constraint ledger_lines_account_check,
  add constraint ledger_lines_account_check check (account in ('refunds-payable', 'provider-clearing', 'till-cash',
    'manual-clearing', 'exchange-clearing', 'store-credit', 'gift-cards', 'sales-returned', 'shipping-returned', 'goodwill',
    'credit-used', 'collected'));
