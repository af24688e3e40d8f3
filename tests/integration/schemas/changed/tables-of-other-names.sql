-- Genres and people in tables whose names say nothing, found by the foreign keys of links; a key of roles of any name.
alter table genre rename to labels;
alter table person rename to movie_professionals;
alter table movie_professionals rename id to pid;
create table movie_roles (rid serial primary key, name text);
insert into movie_roles (name) values ('Actor'), ('Director'), ('Writer'), ('Producer');
create table film_cast as
    select film_work_id, person_id as pid, rid from person_film_work join movie_roles on lower(name) = role;
alter table film_cast add foreign key (film_work_id) references film_work, add foreign key (pid) references movie_professionals,
    add foreign key (rid) references movie_roles;
drop table person_film_work;
