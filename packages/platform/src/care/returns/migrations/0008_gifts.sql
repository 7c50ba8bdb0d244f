-- Announced with the code of a gift: its shopper is whoever was given it, and who bought it hears nothing of it.
alter table return_requests add column gift_id uuid;
create index return_requests_by_gift on return_requests (gift_id) where gift_id is not null;
