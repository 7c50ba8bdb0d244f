alter table messages drop constraint messages_purpose_check,
  add constraint messages_purpose_check check (purpose in ('service', 'care', 'guide', 'marketing'));
