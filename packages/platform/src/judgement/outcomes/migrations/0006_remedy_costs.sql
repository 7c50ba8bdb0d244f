-- What was really done of a decision about a delivery in trouble, and what was paid for it at once: the shopper may have chosen something else
-- than was recommended, or nothing. Decisions of other moments have no row.
create table remedy_costs (
  decision_id uuid primary key,
  shopper_id uuid not null,
  -- The action that was done; 'none' as long as nothing was.
  action text not null,
  -- Minor units; what an offer costs is known when it is used.
  cost bigint not null check (cost >= 0)
);
create index remedy_costs_by_shopper on remedy_costs (shopper_id);
