alter table refund_legs drop constraint refund_legs_provider_check;
alter table refund_legs add constraint refund_legs_provider_check
  check (provider in ('local', 'stripe', 'till', 'manual', 'store-credit'));
