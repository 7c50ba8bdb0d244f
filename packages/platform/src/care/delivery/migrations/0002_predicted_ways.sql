-- Log-odds of arriving on each day since the hand-over, told for each order by all that is known of it, once a day.
alter table delivery_watches add column odds_from date, add column odds real[];
