-- The log is read from its latest end, narrowed by any of these columns. As they all stand in the key, what does not fit is passed over
-- within the index: rows are wide, and to look at each would take a hundred times as long. It grows at its right edge, unlike an
-- index for every column.
create index decisions_log on decisions
  (decided_at, id, moment, program, program_version, chosen, mode, store_id, matured, retrospective);
drop index decisions_by_time;
