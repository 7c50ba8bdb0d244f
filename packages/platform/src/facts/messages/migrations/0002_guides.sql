-- Who wants no guides is still told when something goes wrong.
alter table message_permissions drop constraint message_permissions_purpose_check,
  add constraint message_permissions_purpose_check check (purpose in ('service', 'care', 'guide', 'marketing'));
