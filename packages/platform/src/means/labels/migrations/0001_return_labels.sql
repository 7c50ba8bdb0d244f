-- Labels under which goods come back, and the codes that stand for one where nothing has to be printed. Pictures and PDF are
-- made from the row whenever somebody asks for them.
create sequence return_label_numbers start 100000001;

create table return_labels (
  id uuid primary key,
  return_request_id uuid not null,
  shopper_id uuid not null,
  order_id uuid not null,
  method text not null check (method in ('drop-off', 'locker', 'home-pick-up')),
  -- Where the goods start, as far as anybody said.
  country text,
  -- Who made it: the house itself, or a carrier's service.
  provider text not null,
  carrier text not null,
  service text,
  -- The code alone is enough: neither box nor printer.
  boxless boolean not null,
  tracking_number text not null,
  parcel_id uuid not null,
  state text not null check (state in ('valid', 'cancelled')),
  -- Business time.
  made_at timestamptz not null,
  valid_until timestamptz not null,
  cancelled_at timestamptz
);
create index return_labels_by_request on return_labels (return_request_id, made_at);
create index return_labels_by_parcel on return_labels (parcel_id);
create index return_labels_by_shopper on return_labels (shopper_id);

-- How goods can be sent back and where to, as one document; its row is absent until somebody has said.
create table return_label_settings (
  only_row boolean primary key default true check (only_row),
  document jsonb not null,
  saved_at timestamptz not null
);
