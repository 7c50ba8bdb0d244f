-- How the program's decisions are spread over the 168 hours of a week, as known when the account was opened: its money is to go with
-- them and not with the clock. Null while too few are known.
alter table budget_accounts add column rhythm double precision[];
