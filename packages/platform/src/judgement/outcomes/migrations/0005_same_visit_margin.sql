-- The part of the margin that was bought where and on the day when the goods were taken back, before what reaching the shopper cost.
alter table outcomes add column same_visit_margin double precision not null default 0;
-- Of what is written down already only the revenue of that visit is known: at the margin of everything that was bought.
update outcomes set same_visit_margin = margin * same_visit_revenue / revenue where revenue > 0 and same_visit_revenue <> 0;
