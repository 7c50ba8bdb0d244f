-- What a person closed is not opened again for the same reason an hour later.
alter table incidents add column closed_by text, add check (closed_by is null or closed_at is not null);
