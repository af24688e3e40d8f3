-- A director for each film by a foreign key, a table of links for actors and one for writers.
alter table film_work add director_id uuid references person;
update film_work set director_id = person_id from person_film_work where film_work_id = film_work.id and role = 'director';
create table film_work_actors as select film_work_id, person_id from person_film_work where role = 'actor';
create table film_work_writers as select film_work_id, person_id from person_film_work where role = 'writer';
drop table person_film_work;
