-- A table of actors with links, one of writers whose ids films have in a text or in a list of objects, names of directors.
create table actors as select id, full_name as name from person where exists (select from person_film_work where person_id = person.id and role = 'actor');
create table writers as select id, full_name as name from person where exists (select from person_film_work where person_id = person.id and role = 'writer');
create table movie_actors as select film_work_id as movie_id, person_id as actor_id from person_film_work where role = 'actor';
alter table film_work rename to movies;
alter table movies add director text, add writer text, add writers text;
update movies set
    director = (select full_name from person_film_work join person on person.id = person_id where film_work_id = movies.id and role = 'director'),
    writer = case when title > 'O' then (select person_id::text from person_film_work where film_work_id = movies.id and role = 'writer') else '' end,
    writers = case when title < 'O' then (select json_agg(json_build_object('id', person_id))::text from person_film_work where film_work_id = movies.id and role = 'writer') else '' end;
drop table person_film_work, person;
