-- A cast with who is played, the same in many films, and known by names; directors are keys of the films.
alter table film_work rename to movies;
alter table person rename to celebrities;
alter table movies add director_id uuid references celebrities;
update movies set director_id = (select person_id from person_film_work where film_work_id = movies.id and role = 'director');
create table movie_cast as
    select film_work_id as movie_ref, person_id as player, 'The hero' as role from person_film_work where role = 'actor';
alter table movie_cast add foreign key (movie_ref) references movies, add foreign key (player) references celebrities;
create table movie_writers as
    select film_work_id as movie_id, person_id as celebrity_id from person_film_work where role = 'writer';
drop table person_film_work;
