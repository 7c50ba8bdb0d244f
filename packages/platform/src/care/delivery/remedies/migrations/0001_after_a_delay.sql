-- The programs that the house ships with for deliveries in trouble. A retailer's own versions take their place. The one with sums is for
-- orders in euros; the other one, asked after it, names none and so holds in every currency.
with part as (
  select jsonb_build_array(
    jsonb_build_object('id', 'postage-back', 'terms', jsonb_build_object('kind', 'shipping-refund'),
      'eligible', 'shipping_paid > 0.0 && fault != ''consignee'''),
    jsonb_build_object('id', 'tenth-back', 'terms', jsonb_build_object('kind', 'partial-refund', 'percent', 10),
      'eligible', 'days_late >= 2.0 && fault in [''carrier'', ''retailer'']'),
    jsonb_build_object('id', 'send-again', 'terms', jsonb_build_object('kind', 'reship'), 'eligible', 'lost || damaged'),
    jsonb_build_object('id', 'cancel', 'terms', jsonb_build_object('kind', 'cancel-refund'),
      'eligible', 'days_late >= 7.0 || lost')) as plain,
  jsonb_build_array(
    jsonb_build_object('id', 'credit-5', 'terms', jsonb_build_object('kind', 'credit', 'amount', 500)),
    jsonb_build_object('id', 'free-shipping', 'terms', jsonb_build_object('kind', 'free-shipping', 'most', 800)),
    jsonb_build_object('id', 'express', 'terms', jsonb_build_object('kind', 'express-upgrade', 'cost', 600),
      'eligible', 'can_upgrade'),
    jsonb_build_object('id', 'pick-up', 'terms', jsonb_build_object('kind', 'pickup-redirect', 'cost', 200),
      'eligible', 'has_pickup')) as sums,
  jsonb_build_object('moment', 'delivery.remedy', 'goal', jsonb_build_object('horizonDays', 90), 'validDays', 7,
    'guardrails', jsonb_build_object('perShopper', jsonb_build_object('offers', 4, 'days', 30)),
    'exploration', 0.1, 'warmUp', jsonb_build_object('days', 28, 'exploration', 0.2), 'holdout', 0.1) as shared
), document (name, d) as (
  select 'after-a-delay', shared || jsonb_build_object('name', 'after-a-delay', 'title', 'After a delay', 'currency', 'EUR',
    'rank', 100, 'actions', plain || sums) from part
  union all
  select 'after-a-delay-anywhere', shared || jsonb_build_object('name', 'after-a-delay-anywhere',
    'title', 'After a delay, in any currency', 'rank', 200, 'actions', plain) from part
), program as (
  insert into programs (name, moment, published_version) select name, 'delivery.remedy', 1 from document
)
insert into program_versions (program, version, document, published_at, published_by, note)
select name, 1, d, now(), 'shipped', '' from document;
