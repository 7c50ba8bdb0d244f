-- Units that came back faulty, were repaired under the guarantee, and are the shopper's again. A fault of them counts longer where the law says so.
create table repaired_units (
  claim_id uuid not null,
  order_id uuid not null,
  line int not null,
  quantity int not null check (quantity > 0),
  handed_back_at timestamptz not null,
  primary key (claim_id, line)
);
create index repaired_units_by_order on repaired_units (order_id, line);
