-- What a return request was decided from that was shown beside it, as it was then: by it a draft of a program is tried.
create table return_recommendations (
  request_id uuid primary key,
  shopper_id uuid not null,
  asked_at timestamptz not null,
  asked jsonb not null
);
create index return_recommendations_by_time on return_recommendations (asked_at);

-- The program that the house ships with: which of what is granted is recommended. A retailer's own versions take its place.
with document (d) as (
  select jsonb_build_object(
    'name', 'what-to-recommend',
    'title', 'What to recommend for a return',
    'moment', 'return.recommendation',
    'rank', 100,
    'actions', jsonb_build_array(
      jsonb_build_object('id', 'refund', 'terms', jsonb_build_object('kind', 'recommend', 'resolution', 'refund')),
      jsonb_build_object('id', 'exchange', 'terms', jsonb_build_object('kind', 'recommend', 'resolution', 'exchange')),
      jsonb_build_object('id', 'store-credit', 'terms', jsonb_build_object('kind', 'recommend', 'resolution', 'store-credit')),
      jsonb_build_object('id', 'repair', 'terms', jsonb_build_object('kind', 'recommend', 'resolution', 'repair'))),
    'goal', jsonb_build_object('horizonDays', 60))
), program as (
  insert into programs (name, moment, published_version) values ('what-to-recommend', 'return.recommendation', 1)
)
insert into program_versions (program, version, document, published_at, published_by, note)
select 'what-to-recommend', 1, d, now(), 'shipped', '' from document;
