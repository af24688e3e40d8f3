-- Types and roles in tables of their own, one with a foreign key and one without.
create table film_type (id serial primary key, name text);
insert into film_type (name) values ('movie'), ('tv_show');
create table roles (id integer, title varchar(20));
insert into roles values (1, 'Actor'), (2, 'Director'), (3, 'Writer');
alter table film_work add type_id integer references film_type;
update film_work set type_id = film_type.id from film_type where film_type.name = film_work.type;
alter table film_work drop type;
alter table person_film_work add role_id bigint;
update person_film_work set role_id = roles.id from roles where lower(roles.title) = role;
alter table person_film_work drop role;
