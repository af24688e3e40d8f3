-- Links whose key leads to the table that a column beside it names, as Rails and Laravel have them, and Django.
alter table film_work rename to movies;
create table episodes as select * from movies limit 3;
create table credits as
    select person_id, film_work_id as creditable_id, 'App\Models\Movie' as creditable_type, role, created from person_film_work
    union all select person_id, film_work_id, 'App\Models\Episode', 'writer', created from person_film_work;
alter table credits add foreign key (person_id) references person;
create table django_content_type(id integer primary key, app_label text, model text);
insert into django_content_type values (1, 'auth', 'user'), (7, 'movies', 'movie');
create table genre_items as
    select row_number() over () as id, genre_id, 7 as content_type_id, film_work_id as object_id, created from genre_film_work
    union all select 1000 + row_number() over (), genre_id, 1, film_work_id, created from genre_film_work;
alter table genre_items add foreign key (content_type_id) references django_content_type;
drop table genre_film_work, person_film_work;
