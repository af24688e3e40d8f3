-- A link of each person to a film, with all roles in it as an array.
create table film_people as select film_work_id, person_id, array_agg(upper(role)) as roles, min(created) as created
    from person_film_work group by film_work_id, person_id;
drop table person_film_work;
