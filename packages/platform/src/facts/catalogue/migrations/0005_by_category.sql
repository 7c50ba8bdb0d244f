-- What else there is of a kind, when something of it goes back.
create index products_by_category on products (source, category) where not implicit;
