-- Payment providers list what they paid back by their own name for the payment.
create index payments_by_reference on payments (reference) where reference is not null;
