-- A cast with who is played in `role`, a crew with the roles in `job` and something else in `type`.
create table film_cast as select film_work_id, person_id, 'Who is played in ' || id as role, created from person_film_work where role = 'actor';
create table film_crew as select film_work_id, person_id, initcap(role) as job, 'credited' as type, created from person_film_work where role <> 'actor';
drop table person_film_work;
