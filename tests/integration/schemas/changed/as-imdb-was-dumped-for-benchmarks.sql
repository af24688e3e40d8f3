-- Titles with a key of their kind, people called names, a cast of all roles by keys, and no foreign keys at all.
create table title as
    select id, title, case type when 'movie' then 1 else 2 end as kind_id, creation_date as release_date, rating,
           modified as last_updated from film_work;
create table kind_type (id int primary key, kind text);
insert into kind_type values (1, 'movie'), (2, 'tv mini series');
create table name as select id, full_name as name from person;
create table company_name (id int, name text);
create table role_type (id int primary key, role text);
insert into role_type values (1, 'actress'), (4, 'writer'), (8, 'director');
create table cast_info as
    select id, person_id, film_work_id as movie_id, case role when 'actor' then 1 when 'writer' then 4 else 8 end as role_id
    from person_film_work;
alter table genre_film_work rename to title_genre;
alter table title_genre rename film_work_id to title_id;
alter table title_genre drop constraint genre_film_work_film_work_id_fkey;
drop table film_work, person_film_work, person;
