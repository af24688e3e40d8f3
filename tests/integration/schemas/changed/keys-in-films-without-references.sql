-- Keys of directors and writers in the films, and none of them is a foreign key.
alter table film_work rename to movies;
alter table movies add "directorId" uuid, add writer_id uuid;
update movies set
    "directorId" = (select person_id from person_film_work where film_work_id = movies.id and role = 'director'),
    writer_id = (select person_id from person_film_work where film_work_id = movies.id and role = 'writer');
create table movie_actors as
    select film_work_id as movie_id, person_id as actor_id from person_film_work where role = 'actor';
drop table person_film_work;
