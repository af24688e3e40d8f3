-- Serial primary keys that nothing refers to, and UUIDs beside them to which the links lead.
create table film (id serial primary key, uuid uuid unique not null, title varchar, release_date date, type varchar, rating float, imdb_rating numeric, updated_at timestamptz);
insert into film (uuid, title, release_date, type, rating, imdb_rating, updated_at)
    select id, title, creation_date, type, 1, rating, modified from film_work order by title;
create table genres (id serial primary key, uuid uuid unique not null, name text);
insert into genres (uuid, name) select id, name from genre;
create table persons (id serial primary key, uuid uuid unique not null, full_name text);
insert into persons (uuid, full_name) select id, full_name from person;
create table film_genre as
    select row_number() over () as id, film_work_id as film_uuid, genre_id as genre_uuid, created as created_at from genre_film_work;
create table film_person as
    select row_number() over () as id, film_work_id as film, person_id as person, role, created as created_at from person_film_work;
alter table film_genre add foreign key (film_uuid) references film (uuid), add foreign key (genre_uuid) references genres (uuid);
alter table film_person add foreign key (film) references film (uuid), add foreign key (person) references persons (uuid);
drop table genre_film_work, person_film_work, film_work, genre, person;
