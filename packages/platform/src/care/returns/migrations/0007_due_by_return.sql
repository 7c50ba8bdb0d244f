-- The return with whose goods money became due; null where it was due before they came, or after they were looked at.
alter table return_settlements add column return_id uuid;
create index return_settlements_by_return on return_settlements (return_id) where return_id is not null;
