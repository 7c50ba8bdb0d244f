-- Business time can run faster than real time in the sample retailer. From `clock_anchor` on it runs at `clock_speed`, before it ran
-- at `clock_speed_before`; `clock_offset_ms` is business time minus real time at the anchor. A speed other than 1 holds until
-- `clock_until`, which whoever plays the sample keeps moving ahead.
alter table retailer_settings
  add column clock_anchor timestamptz not null default 'epoch',
  add column clock_speed_before double precision not null default 1 check (clock_speed_before between 1 and 20000),
  add column clock_speed double precision not null default 1 check (clock_speed between 1 and 20000),
  add column clock_until timestamptz not null default 'epoch';
