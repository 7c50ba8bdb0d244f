-- The latest word of a shopper on messages of one purpose over one channel. Who has said nothing has no row.
create table message_permissions (
  shopper_id uuid not null,
  channel text not null check (channel in ('email', 'sms', 'inbox')),
  purpose text not null check (purpose in ('service', 'care', 'marketing')),
  granted boolean not null,
  at timestamptz not null,
  origin text not null,
  primary key (shopper_id, channel, purpose)
);
