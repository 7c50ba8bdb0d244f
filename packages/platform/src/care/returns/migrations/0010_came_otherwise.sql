-- Of the units that are not awaited any more: those that were paid back before they came, and then came another way, as at a till.
alter table return_request_lines add column elsewhere int not null default 0 check (elsewhere between 0 and released);
