create index shoppers_by_number on shoppers (lower(key)) where kind = 'account';
-- Any word of a name by its beginning: 'simple' knows no language, so no name is stemmed or dropped as a stop word.
create index shopper_contacts_by_word on shopper_contacts using gin (to_tsvector('simple', coalesce(name, '')));
drop index shopper_contacts_by_name;
