-- What came of a decision once its horizon was over and later returns had had their time. Written once and never changed: what was
-- learned from and what was reported must stay explainable. Figures are expectations' counterparts, not money that moves.
create table outcomes (
  decision_id uuid primary key references decisions (id),
  shopper_id uuid not null,
  matured_at timestamptz not null,
  -- Days with a purchase within the horizon.
  visits int not null,
  first_purchase_at timestamptz,
  -- Minor units of the decision's currency, net of tax and of what came back.
  revenue double precision not null,
  -- The same less the cost of goods, and less what reaching the shopper cost.
  margin double precision not null,
  -- Bought where and on the day when the goods were taken back.
  same_visit_revenue double precision not null,
  -- Of as long a time before the decision: what explains much of what came after, and none of what the decision did.
  revenue_before double precision not null,
  margin_before double precision not null
);
create index outcomes_by_time on outcomes (matured_at);
