-- One table of links for each role, as a Django model with three ManyToManyFields has them; ids of links are text in one.
create table film_work_actors as select film_work_id, person_id, created from person_film_work where role = 'actor';
create table film_work_writers as select id, film_work_id, person_id as writer_id from person_film_work where role = 'writer';
create table film_work_directors as
    select film_work_id::text as filmwork_id, person_id::text as person_id, created from person_film_work where role = 'director';
drop table person_film_work;
