-- Every decision took a lock on the one row of the version that made it, and waited where others of the same moment shared it: a
-- third of what it costs to write one. Versions are never deleted, so that there is nothing to guard.
alter table decisions drop constraint decisions_program_program_version_fkey;
