-- A program whose decisions become offers of ours: where it decided to give something and no offer was issued, nothing was given.
alter table offer_uses add column program text;
create index offer_uses_by_program on offer_uses (program) where program is not null;
