-- Its goods are repaired or replaced, as the guarantee has it: whoever announced it cannot choose money instead of that by themselves.
alter table return_requests add column cure_only boolean not null default false;
