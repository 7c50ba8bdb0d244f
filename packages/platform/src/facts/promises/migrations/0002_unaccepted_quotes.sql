-- For taking away those that nobody accepted, oldest first.
create index promise_quotes_unaccepted on promise_quotes (shown_at) where not accepted;
