-- Which version of which program decided; null where none concerned the shopper.
alter table decisions
  add column program text,
  add column program_version int,
  add foreign key (program, program_version) references program_versions (program, version);

-- What a shopper was given lately, over all programs.
create index decisions_given on decisions (shopper_id, decided_at) where chosen <> 'none' and not retrospective;
