-- Up to when (business time) the sample's people have heard of offers that a person handed over at the counter.
alter table sample_life add column heard_until timestamptz;
