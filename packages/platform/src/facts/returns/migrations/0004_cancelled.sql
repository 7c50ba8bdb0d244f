-- Units that were called off before they left undo their purchase as goods do that come back, to the cent and once; they are no return.
alter table returns add column cancelled boolean not null default false;
