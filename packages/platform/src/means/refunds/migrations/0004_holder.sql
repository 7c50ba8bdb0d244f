-- Whose credit or gift card it becomes, where that is not who bought the order: money of a gift never goes back the way it was paid.
alter table refunds add column holder_id uuid;
alter table refunds add constraint refunds_of_holder
  check (holder_id is null or destination in ('store-credit', 'gift-card', 'exchange', 'mixed'));
