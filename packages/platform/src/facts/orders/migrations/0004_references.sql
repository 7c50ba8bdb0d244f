-- What the shop itself calls an order or a line beside the number that its shopper sees: news of them name it by that alone.
create table order_references (
  source text not null,
  reference text not null,
  order_id uuid not null,
  primary key (source, reference)
);
create table order_line_references (
  order_id uuid not null,
  reference text not null,
  line int not null,
  primary key (order_id, reference)
);
-- Of the units that came back, those that were called off before they left: nobody has ever had them in hand.
alter table order_lines
  add column cancelled_quantity int not null default 0,
  add constraint order_lines_cancelled_are_undone check (cancelled_quantity between 0 and returned_quantity);
