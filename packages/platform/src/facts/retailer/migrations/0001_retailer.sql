-- One row: whose shop this database holds, and what the figures assume where the shop sends nothing.
create table retailer_settings (
  only_row boolean primary key default true check (only_row),
  origin text not null default 'empty' check (origin in ('empty', 'sample', 'import')),
  name text,
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  -- Share of revenue taken for margin while no cost is known; every figure built on it says so.
  assumed_margin_rate numeric(5, 4) not null default 0.4 check (assumed_margin_rate between 0 and 1),
  time_zone text not null default 'Europe/Berlin',
  -- Business time minus real time: an imported history goes on from where it ends.
  clock_offset_ms bigint not null default 0
);
insert into retailer_settings default values;
