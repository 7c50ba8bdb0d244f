-- The console is asked for a return by its number, often only its beginning, or by a stock code, in any case. The operator class makes the
-- index serve prefixes under any collation.
create index returns_by_number on returns (lower(key) text_pattern_ops);
create index return_lines_by_sku on return_lines (lower(sku));
