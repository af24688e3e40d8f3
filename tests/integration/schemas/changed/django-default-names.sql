-- The names that Django gives to the tables of an app movies_admin, beside Django's own tables.
alter table film_work rename to movies_admin_filmwork;
alter table genre rename to movies_admin_genre;
alter table person rename to movies_admin_person;
alter table genre_film_work rename to movies_admin_filmwork_genres;
alter table person_film_work rename to movies_admin_personfilmwork;
alter table movies_admin_filmwork_genres rename film_work_id to filmwork_id;
alter table movies_admin_personfilmwork rename film_work_id to film_work_id_id;
alter table movies_admin_personfilmwork rename person_id to person_id_id;
create table auth_user (id serial primary key, username text, first_name text, last_name text);
create table auth_group (id serial primary key, name text);
create table django_migrations (id serial primary key, app text, name text, applied timestamptz);
insert into auth_user (username) values ('admin');
