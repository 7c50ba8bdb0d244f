-- How else a shopper can be reached, and where they are when they are: what a person may be told at night hangs on their clock.
alter table shopper_contacts add column phone text;
alter table shoppers add column time_zone text;
