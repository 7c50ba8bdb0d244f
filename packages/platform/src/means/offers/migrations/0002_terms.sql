-- What an offer gives, as its contract says, so that it can be named and redeemed by its terms alone; and the currency of its
-- sums. Null only where an action of an earlier release is no longer known.
alter table offers
  add column terms jsonb,
  add column currency text;

update offers set terms = case action
  when 'percent-10' then '{"kind": "percent-off", "percent": 10}'::jsonb
  when 'percent-20' then '{"kind": "percent-off", "percent": 20}'::jsonb
  when 'bogo' then '{"kind": "bogo"}'::jsonb
  when 'new-product-coupon' then '{"kind": "product-coupon", "percent": 15}'::jsonb
end;

update offers set currency = decisions.currency from decisions where decisions.id = offers.decision_id;
