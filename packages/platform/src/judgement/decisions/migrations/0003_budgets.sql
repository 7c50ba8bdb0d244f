-- Which account of the program's budget paid, and λ when it was decided; null for a program without a budget.
alter table decisions
  add column budget_account uuid,
  add column budget_price double precision;

-- What an account paid, day by day.
create index decisions_paid on decisions (budget_account, decided_at)
  where budget_account is not null and chosen <> 'none';
