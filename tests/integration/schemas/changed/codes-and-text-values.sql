-- Types and roles of one letter, dates and ratings as text, times as seconds since 1970.
alter table film_work alter type type varchar(1) using left(type, 1);
alter table person_film_work alter role type varchar(1) using left(role, 1);
alter table film_work alter creation_date type text using to_char(creation_date, 'DD.MM.YYYY');
alter table film_work alter rating type text using replace(rating::text, '.', ',');
alter table film_work alter modified type numeric using extract(epoch from modified);
alter table film_work alter created type numeric using extract(epoch from created);
