-- People of a cast and of a crew, each with links of its own, those of the crew with jobs.
create table "Cast" as select * from person where id in (select person_id from person_film_work where role = 'actor');
create table "Crew" as select * from person where id in (select person_id from person_film_work where role <> 'actor');
create table "FilmCast" as select film_work_id as "filmId", person_id as "castId", 'A hero' as character
    from person_film_work where role = 'actor';
create table "FilmCrew" as select film_work_id as "filmId", person_id as "crewId",
    case role when 'writer' then 'Screenplay' else 'Director' end as job,
    case role when 'writer' then 'Writing' else 'Directing' end as department
    from person_film_work where role <> 'actor';
drop table person_film_work, person;
