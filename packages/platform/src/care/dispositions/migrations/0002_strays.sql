-- Goods that nobody had said would come: more than was announced, another article, or of a parcel that nobody knows. They lie here like all others, and
-- are no return as long as nobody has said that they are one.
alter table items
  alter column return_id drop not null,
  alter column return_line drop not null,
  add column stray text check (stray in ('over', 'wrong', 'unknown')),
  -- With what they came in.
  add column receipt_id uuid,
  add column receipt_place int,
  -- The announced return with whose goods they came.
  add column request_id uuid,
  -- The parcel, where it is of no announced return.
  add column tracking_number text,
  -- Whose they are; null while nobody knows, and of what is a return. A shopper of whom nothing is known is a guest of their own.
  add column belongs_to text check (belongs_to in ('shopper', 'house')),
  add column ours_because text check (ours_because in ('sent-by-mistake', 'left-to-us', 'unclaimed')),
  -- When the shopper was asked what is to become of them.
  add column asked_at timestamptz,
  add check ((return_id is null) = (return_line is null)),
  add check (return_id is not null or stray is not null),
  add check ((belongs_to = 'house') = (ours_because is not null)),
  add check (stray is null or (receipt_id is not null and receipt_place is not null));
create unique index items_by_receipt on items (receipt_id, receipt_place, piece) where return_id is null;
create index items_by_tracking_number on items (upper(tracking_number)) where tracking_number is not null;
