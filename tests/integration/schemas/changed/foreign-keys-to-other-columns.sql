-- Links that lead to columns which are unique and not the primary keys.
alter table person_film_work drop constraint person_film_work_person_id_fkey;
alter table person drop constraint person_pkey;
alter table person rename id to code;
alter table person add unique (code), add id serial primary key;
alter table person_film_work rename person_id to person_code;
alter table person_film_work add foreign key (person_code) references person (code);
alter table genre_film_work drop constraint genre_film_work_genre_id_fkey;
alter table genre drop constraint genre_pkey;
alter table genre rename id to guid;
alter table genre add unique (guid), add id serial primary key;
alter table genre_film_work rename genre_id to label;
alter table genre_film_work add foreign key (label) references genre (guid);
