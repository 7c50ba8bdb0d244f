alter table refunds drop constraint refunds_destination_check;
alter table refunds add constraint refunds_destination_check
  check (destination in ('original', 'store-credit', 'gift-card', 'exchange', 'mixed'));
alter table refund_legs drop constraint refund_legs_provider_check;
alter table refund_legs add constraint refund_legs_provider_check
  check (provider in ('local', 'stripe', 'till', 'manual', 'store-credit', 'gift-card', 'exchange'));
