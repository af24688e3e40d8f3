-- Copies without rows that migrations left, a column without values, and views over the tables.
create schema content;
create table content.film_work (like film_work);
create table genres (like genre);
create table film_work_person (like person_film_work);
create table tmp_film_work as select * from film_work limit 1;
alter table film_work add release_date date, add created_at timestamptz, add plot text default ' ';
create view v_person_film_work as select film_work_id, person_id, role from person_film_work;
create materialized view movies as
    select film_work.id, title, rating as imdb_rating, array_agg(genre.name) as genres
    from film_work left join genre_film_work on film_work_id = film_work.id left join genre on genre.id = genre_id
    group by film_work.id;
