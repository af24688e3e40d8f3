-- Each film, genre and person twice, as Strapi 5 keeps them: as a draft, and as what is published of it.
alter table film_work add document_id text default 'x', add published_at timestamp;
alter table genre add document_id text default 'x', add published_at timestamp;
alter table person add document_id text default 'x', add published_at timestamp;
update film_work set published_at = modified;
update genre set published_at = modified;
update person set published_at = modified;
create function draft(uuid) returns uuid language sql as 'select md5($1::text)::uuid';
insert into film_work(id, title, creation_date, type, document_id) select draft(id), title, creation_date, type, document_id from film_work;
insert into genre(id, name, document_id) select draft(id), name, document_id from genre;
insert into person(id, full_name, document_id) select draft(id), full_name, document_id from person;
insert into genre_film_work select draft(id), draft(film_work_id), draft(genre_id), created from genre_film_work;
insert into person_film_work select draft(id), draft(film_work_id), draft(person_id), role, created from person_film_work;
alter table person_film_work add person_ord double precision;
update person_film_work set person_ord = 1;
