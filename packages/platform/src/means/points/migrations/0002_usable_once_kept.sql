-- Whether it was seen that the goods behind the points can no longer be returned. Until then `available_at` is what the return policy says so far, and is
-- looked at again when it comes: a tier, a policy or a late parcel may have moved it. What there is keeps the day that its shopper was told.
alter table points_lots add column released boolean not null default true;
