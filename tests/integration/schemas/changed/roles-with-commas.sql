-- A link of each person to a film, as a unique index wants it, with all roles in it as a text.
create table film_people as select film_work_id, person_id, string_agg(initcap(role), ', ') as role, min(created) as created
    from person_film_work group by film_work_id, person_id;
drop table person_film_work;
