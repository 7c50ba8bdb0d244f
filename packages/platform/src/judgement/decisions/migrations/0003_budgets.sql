-- Which account of the program's budget paid, and λ when it was decided; null for a program without a budget.
alter table decisions
  add column budget_account uuid,
  add column budget_price double precision;
