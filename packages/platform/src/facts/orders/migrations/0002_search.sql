-- The counter types what stands on a receipt, in any case, often only its beginning. The operator class makes the index
-- serve prefixes under any collation.
create index orders_by_number on orders (lower(key) text_pattern_ops);
