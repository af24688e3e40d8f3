-- Films and series in two tables, with links of their own to genres and columns of the same table of credits.
create table films as select * from film_work where type = 'movie';
create table tv_series as
    select id, title as name, creation_date as first_air_date, rating as vote_average, modified as updated_at
    from film_work where type = 'tv_show';
alter table films drop type, add primary key (id);
alter table tv_series add primary key (id);
create table film_genres as select film_work_id as film_id, genre_id from genre_film_work where film_work_id in (select id from films);
create table series_genres as
    select film_work_id as series_id, genre_id from genre_film_work where film_work_id in (select id from tv_series);
create table credits as
    select link.id, films.id as film_id, tv_series.id as tv_series_id, person_id, role, link.created from person_film_work link
    left join films on films.id = film_work_id left join tv_series on tv_series.id = film_work_id;
drop table person_film_work, genre_film_work, film_work;
