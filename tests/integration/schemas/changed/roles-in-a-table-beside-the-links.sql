-- Links without roles, as Django makes them, beside a table with the roles.
alter table person_film_work rename to person_role;
create table film_work_persons (id serial primary key, film_work_id uuid references film_work, person_id uuid references person);
insert into film_work_persons (film_work_id, person_id) select distinct film_work_id, person_id from person_role;
