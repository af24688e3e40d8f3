-- Genres and people by their names in rows whose id is that of the film, as Letterboxd's films are published.
alter table genre_film_work rename to old_genres;
alter table genre rename to old_names;
create table genres as select film_work_id as id, name as genre from old_genres join old_names n on n.id = genre_id;
create table crew as
    select film_work_id as id, initcap(role) as role, full_name as name from person_film_work join person p on p.id = person_id;
alter table film_work rename to movies;
drop table old_genres, old_names, person_film_work, person;
