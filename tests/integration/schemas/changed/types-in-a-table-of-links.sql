-- Tables that all begin with the word for a film, and types that a table of links leads to.
alter table genre rename to film_genre;
alter table person rename to film_person;
alter table genre_film_work rename to film_work_genre;
alter table person_film_work rename to film_work_person;
create table film_type (id uuid primary key default gen_random_uuid(), name text);
insert into film_type (name) values ('movie'), ('tv_show');
create table film_work_type (id uuid primary key default gen_random_uuid(), film_work_id uuid references film_work, type_id uuid references film_type);
insert into film_work_type (film_work_id, type_id) select film_work.id, film_type.id from film_work join film_type on name = type;
alter table film_work drop type;
