-- What standard postage would have cost, as the shop says, where the shopper paid for more; null where it does not say.
alter table orders add column standard_shipping bigint check (standard_shipping >= 0);
