-- The program that the house ships with: what to offer after a return. A retailer's own versions take its place.
with document (d) as (
  select jsonb_build_object(
    'name', 'after-a-return',
    'title', 'After a return',
    'moment', 'return.incentive',
    'rank', 100,
    'actions', jsonb_build_array(
      jsonb_build_object('id', 'percent-10', 'contact', 5, 'terms', jsonb_build_object('kind', 'percent-off', 'percent', 10)),
      jsonb_build_object('id', 'percent-20', 'contact', 5, 'terms', jsonb_build_object('kind', 'percent-off', 'percent', 20)),
      jsonb_build_object('id', 'bogo', 'contact', 5, 'terms', jsonb_build_object('kind', 'bogo')),
      jsonb_build_object('id', 'new-product-coupon', 'contact', 5,
        'terms', jsonb_build_object('kind', 'product-coupon', 'percent', 15))),
    'goal', jsonb_build_object('horizonDays', 60))
), program as (
  insert into programs (name, moment, published_version) values ('after-a-return', 'return.incentive', 1)
)
insert into program_versions (program, version, document, published_at, published_by, note)
select 'after-a-return', 1, d, now(), 'shipped', '' from document;
