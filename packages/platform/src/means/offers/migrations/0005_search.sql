-- Staff type the beginning of a code, or the number of a purchase without the system that gave it. The operator class makes the index serve
-- prefixes under any collation.
create index offers_by_code_beginning on offers (code text_pattern_ops);
drop index offers_by_purchase;
create index offers_by_purchase on offers (purchase_number, purchase_source) where purchase_number is not null;
