-- Until when a receiver that gave no answer is left alone: whoever answers does not have to wait for it.
alter table webhook_subscriptions add column quiet_until timestamptz;
