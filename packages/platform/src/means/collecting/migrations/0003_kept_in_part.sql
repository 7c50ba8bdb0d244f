-- How much of a deposit is kept; nothing where it was not kept, or all of it where that is not said. What is on its way back of it, and how often some
-- of it was given back.
alter table collections
  add column kept bigint check (kept between 0 and amount),
  add column going_back bigint check (going_back between 1 and amount),
  add column returns int not null default 0;
update collections set kept = amount where state in ('capturing', 'captured');

-- What was kept can be given back in parts, each under a key of its own.
alter table collection_steps add column number int not null default 1;
alter table collection_steps drop constraint collection_steps_collection_id_step_key;
alter table collection_steps add constraint collection_steps_once unique (collection_id, step, number);
