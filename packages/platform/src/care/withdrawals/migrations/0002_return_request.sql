-- The return request by which the goods of a withdrawn order come back.
alter table withdrawals add column return_request_id uuid unique;
