-- Links of actors and writers, the names of directors in a column of films; who they are is in the table of people.
alter table film_work add director text, add actors text;
update film_work set director = (select string_agg(full_name, ', ') from person_film_work
    join person on person.id = person_id where film_work_id = film_work.id and role = 'director');
update film_work set actors = 'These are of the links';
delete from person_film_work where role = 'director';
