-- A table of the names of the cast of each film and one of the crew with their jobs, keys that begin with `id`.
alter table film_work rename to movies;
alter table movies rename id to id_movie;
alter table genre rename id to id_genre;
create table movie_genres as select film_work_id as id_movie, name as genre from genre_film_work join genre on id_genre = genre_id;
create table movie_cast as
    select row_number() over () as id, film_work_id::text as id_movie, 7 as tmdb_cast_id, full_name as name, 'X' as character, 1 as "order"
    from person_film_work join person on person.id = person_id where role = 'actor';
create table movie_crew as
    select row_number() over () as id, film_work_id as id_movie, 7 as tmdb_crew_id, full_name as name, initcap(role) as job, 'Y' as department
    from person_film_work join person on person.id = person_id where role <> 'actor';
drop table genre_film_work, person_film_work, genre, person;
