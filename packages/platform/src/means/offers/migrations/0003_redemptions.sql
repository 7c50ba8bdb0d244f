-- What an offer gave and on what, the rules it was issued under, and what it may still cost.
alter table offers
  add column program text,
  -- Offers of one group may be used together; null stands alone.
  add column combines_in text,
  add column reinstate boolean not null default true,
  add column grace_days int not null default 14,
  -- Minor units: the most it can cost when it is used, null where its terms set no bound; and what was expected when it was decided.
  add column most_cost bigint,
  add column usual_cost bigint,
  -- What it took off the purchase; null where the till did not say what was bought.
  add column given bigint,
  -- The purchase by the shop's own number: it is often redeemed before its order is known here.
  add column purchase_source text,
  add column purchase_number text,
  add column reinstated_at timestamptz,
  add column reversed_at timestamptz,
  add check ((purchase_source is null) = (purchase_number is null)),
  add check (given >= 0),
  drop constraint offers_state_check,
  drop constraint offers_check,
  add check (state in ('issued', 'redeemed', 'expired', 'revoked', 'reversed')),
  add check ((state in ('redeemed', 'reversed')) = (redeemed_at is not null)),
  add check ((state = 'reversed') = (reversed_at is not null));

create index offers_by_order on offers (redeemed_order_id) where redeemed_order_id is not null;
create index offers_by_purchase on offers (purchase_source, purchase_number) where purchase_number is not null;
create index offers_by_time on offers (issued_at, id);

update offers set most_cost = case terms ->> 'kind'
  when 'percent-off' then (terms ->> 'most')::bigint
  when 'amount-off' then (terms ->> 'amount')::bigint
  when 'credit' then (terms ->> 'amount')::bigint
  when 'free-service' then (terms ->> 'cost')::bigint
  when 'free-trial' then (terms ->> 'cost')::bigint
end;

update offers set program = decisions.program,
  usual_cost = round((decisions.stakes -> 'basket' ->> 'amount')::numeric * (chosen.cost ->> 'discountRate')::numeric
    + (chosen.cost ->> 'onOutcome')::numeric)
from decisions
left join lateral (
  select each -> 'cost' as cost from jsonb_array_elements(decisions.alternatives) each
  where decisions.stakes is not null and each ->> 'action' = decisions.chosen
) chosen on true
where decisions.id = offers.decision_id;

-- The offers that one purchase was paid with: what was asked and what was answered, so that asking again changes nothing.
create table offer_redemptions (
  id uuid primary key,
  source text not null,
  number text not null,
  request jsonb not null,
  answer jsonb not null,
  redeemed_at timestamptz not null,
  cancelled_at timestamptz
);
create unique index offer_redemptions_in_force on offer_redemptions (source, number) where cancelled_at is null;
