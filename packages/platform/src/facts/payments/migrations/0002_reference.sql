-- The payment provider's own identifier of the charge, by which it is asked to give money back.
alter table payments add column reference text;
