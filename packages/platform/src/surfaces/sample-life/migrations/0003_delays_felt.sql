-- Late deliveries up to this instant have had their effect on the people of the sample.
alter table sample_life add column felt_until timestamptz;
