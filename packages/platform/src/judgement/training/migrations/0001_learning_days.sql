-- One row for each business day on which was learned: whoever writes it first does that day's learning.
create table learning_days (
  day date primary key,
  started_at timestamptz not null,
  finished_at timestamptz
);
