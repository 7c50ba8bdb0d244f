-- Customer numbers are searched by their beginning too; the operator class makes the index serve prefixes under any collation.
drop index shoppers_by_number;
create index shoppers_by_number on shoppers (lower(key) text_pattern_ops) where kind = 'account';
