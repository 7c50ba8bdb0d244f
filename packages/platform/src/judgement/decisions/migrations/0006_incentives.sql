-- Whether what was chosen is an incentive: one who was only told what fits them best has been given nothing, and may be given something.
alter table decisions add column is_incentive boolean not null default true;
