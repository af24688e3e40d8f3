-- Each table called `tbl...`, each column after its table, no foreign keys, and types in a column called a format.
create table "tblFilm" as
    select id as "FilmID", title as "FilmName", description as "FilmSynopsis", creation_date as "FilmReleaseDate",
           rating as "FilmRating", case type when 'movie' then 'Feature Film' else 'Mini-Series' end as format,
           modified as "LastUpdated" from film_work;
create table "tblGenre" as select id as "GenreID", name as "GenreName" from genre;
create table "tblPerson" as select id as "PersonID", full_name as "PersonName" from person;
create table "tblFilmGenre" as select id as "FilmGenreID", film_work_id as "FilmID", genre_id as "GenreID" from genre_film_work;
create table "tblCast" as
    select id as "CastID", film_work_id as "CastFilmID", person_id as "CastPersonID", role as "CastRole" from person_film_work;
drop table genre_film_work, person_film_work, film_work, genre, person;
