-- The return request that goods came back on. Their money goes through refunds; of a return without one the sender has seen to it.
alter table returns add column request_id uuid;
create index returns_by_request on returns (request_id) where request_id is not null;
