-- A schema for what services share, to whose tables foreign keys lead from the films and to them.
create schema content;
alter table person set schema content;
alter table genre_film_work set schema content;
create table content.film_type (id serial primary key, name text);
insert into content.film_type (name) values ('movie'), ('tv_show');
alter table film_work add type_id integer references content.film_type;
update film_work set type_id = film_type.id from content.film_type where name = type;
alter table film_work drop type;
create table content.review (id serial primary key, film_work_id uuid references film_work, title text, text text);
