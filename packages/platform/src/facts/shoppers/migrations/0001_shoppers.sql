create table shoppers (
  id uuid primary key,
  kind text not null check (kind in ('account', 'guest')),
  source text not null,
  -- The shop's own number; `order/…` or `return/…` for the guest of one that came without a shopper.
  key text not null,
  country text,
  language text,
  registered_at timestamptz,
  merged_into uuid references shoppers,
  erased_at timestamptz,
  unique (source, kind, key)
);
create index shoppers_by_merge on shoppers (merged_into) where merged_into is not null;
-- The only place of a shopper's name and addresses: erasing a person deletes one row and leaves history true.
create table shopper_contacts (
  shopper_id uuid primary key references shoppers,
  name text,
  email text,
  post_code text
);
create index shopper_contacts_by_name on shopper_contacts (lower(name) text_pattern_ops);
