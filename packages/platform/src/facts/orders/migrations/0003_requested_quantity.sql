-- Units that a shopper has announced and that have not come back yet. With the check two requests never take the same unit, nor one that is back.
alter table order_lines
  add column requested_quantity int not null default 0 check (requested_quantity >= 0),
  add constraint order_lines_no_unit_twice check (returned_quantity + requested_quantity <= quantity);
