-- The refund that went ahead of the goods was called off before it was sent: nothing is owed for it.
alter table return_advances drop constraint return_advances_ended_because_check;
alter table return_advances add constraint return_advances_ended_because_check
  check (ended_because in ('came', 'paid', 'waived', 'called-off'));
