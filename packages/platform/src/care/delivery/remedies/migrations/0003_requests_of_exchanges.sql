-- The shop is asked for other things as well than for deliveries in trouble: to send what something was exchanged for.
alter table remedy_requests
  alter column incident_id drop not null,
  add column exchange_id uuid,
  add constraint remedy_requests_of_one check ((incident_id is null) <> (exchange_id is null)),
  add constraint remedy_requests_exchange_once unique (exchange_id, kind),
  drop constraint remedy_requests_kind_check,
  add constraint remedy_requests_kind_check check (kind in ('reship', 'upgrade', 'redirect', 'cancel', 'exchange'));
