-- What pictures show goods of an order: what is wrong with them, or what they looked like when they came back. A row goes with its picture.
create table return_photos (
  photo_id uuid primary key references files (id) on delete cascade,
  order_id uuid not null,
  line int not null,
  shopper_id uuid not null,
  -- Taken by the shopper, or by staff.
  by_shopper boolean not null,
  stored_at timestamptz not null
);
create index return_photos_by_line on return_photos (order_id, line);
create index return_photos_by_shopper on return_photos (shopper_id);
