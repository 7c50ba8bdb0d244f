-- The store at whose till a shopper has paid, where somebody who works in it has said so: what a till holds is handed back there.
alter table collections add column store_id uuid;
