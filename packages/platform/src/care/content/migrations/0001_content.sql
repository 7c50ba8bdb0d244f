-- Guides, quick starts, care and videos for what was bought.
create table content_items (
  id uuid primary key,
  -- The retailer's own name of it.
  key text not null unique,
  kind text not null check (kind in ('guide', 'quick-start', 'care', 'video')),
  moment text not null check (moment in ('before-arrival', 'on-arrival', 'week-later')),
  -- Stands in for every language that it is not written in.
  language text not null,
  -- By language: title, summary and body.
  texts jsonb not null check (texts ? language),
  -- A page or video elsewhere, and who runs that, where it is not the retailer.
  url text,
  provider text,
  retired_at timestamptz,
  updated_at timestamptz not null,
  updated_by text not null
);
-- What it is for. A product that fits any of them gets it.
create table content_targets (
  content_id uuid not null references content_items,
  match text not null check (match in ('sku', 'product', 'category', 'attribute', 'all')),
  attribute text not null default '',
  value text not null default '',
  primary key (content_id, match, attribute, value)
);
create index content_targets_by_value on content_targets (match, value);
-- What a shopper was told of for an order, and read.
create table order_contents (
  order_id uuid not null,
  content_id uuid not null,
  shopper_id uuid not null,
  -- The lines of the order that it is for.
  lines int[] not null,
  -- Put into a message, and that message left.
  chosen_at timestamptz,
  sent_at timestamptz,
  message_id uuid,
  -- Visits of its page.
  opens int not null default 0,
  opened_at timestamptz,
  last_opened_at timestamptz,
  help_asked_at timestamptz,
  primary key (order_id, content_id)
);
create index order_contents_by_content on order_contents (content_id);
create index order_contents_by_shopper on order_contents (shopper_id);
