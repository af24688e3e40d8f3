-- Quoted names with capitals, films in partitions, people behind a view, genres in a materialized view.
alter table genre_film_work drop constraint genre_film_work_film_work_id_fkey, drop constraint genre_film_work_genre_id_fkey;
alter table person_film_work drop constraint person_film_work_film_work_id_fkey, drop constraint person_film_work_person_id_fkey;
create table "FilmWorks" ("Id" uuid, "Title" text, "Type" text, "releaseDate" date, "imdbRating" numeric(3, 1), "updatedAt" timestamptz)
    partition by list ("Type");
create table movies_only partition of "FilmWorks" for values in ('movie');
create table all_others partition of "FilmWorks" default;
insert into "FilmWorks" select id, title, type, creation_date, rating, modified from film_work;
drop table film_work;
alter table person rename to person_data;
create view person as select id as "personId", full_name as "fullName" from person_data;
alter table genre rename to genre_data;
create materialized view genre as select id, name from genre_data;
alter table person_film_work rename to "PersonFilmWork";
alter table "PersonFilmWork" rename film_work_id to "filmWorkId";
