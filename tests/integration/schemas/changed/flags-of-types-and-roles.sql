-- Films that are series by a flag, which one film lacks, and a row for each person of a film with a flag for each role.
alter table film_work add is_series boolean;
update film_work set is_series = type = 'tv_show' where title <> 'Paper Moons';
alter table film_work drop type;
create table film_persons as
    select film_work_id as film_id, person_id, bool_or(role = 'actor') as is_actor,
           bool_or(role = 'director') as is_director, nullif(bool_or(role = 'writer'), false) as is_writer, min(created) as created
    from person_film_work group by film_work_id, person_id;
drop table person_film_work;
