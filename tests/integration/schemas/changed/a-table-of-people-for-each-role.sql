-- A table of people for each role, with links of its own for actors and writers and a foreign key of films for directors.
create table actors as select id, full_name as name from person where exists (select from person_film_work where person_id = person.id and role = 'actor');
create table directors as select id as director_id, full_name as director_name from person where exists (select from person_film_work where person_id = person.id and role = 'director');
create table writers as select id, split_part(full_name, ' ', 1) as first_name, split_part(full_name, ' ', 2) as last_name from person where exists (select from person_film_work where person_id = person.id and role = 'writer');
alter table directors add primary key (director_id);
alter table film_work add director_id uuid references directors;
update film_work set director_id = person_id from person_film_work where film_work_id = film_work.id and role = 'director';
create table film_work_actors as select film_work_id, person_id as actor_id, created from person_film_work where role = 'actor';
create table writers_movies as select id, film_work_id as movies_id, person_id as writers_id from person_film_work where role = 'writer';
drop table person_film_work, person;
