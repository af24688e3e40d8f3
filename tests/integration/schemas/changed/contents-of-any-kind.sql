-- Contents of a type in Portuguese, genres as an enum, actors as cast members, the rest as names in columns of contents.
alter table film_work rename to contents;
alter table contents rename type to content_type;
update contents set content_type = case content_type when 'movie' then 'Filme' else 'SÉRIE' end;
create type genre_name as enum ('Comedy', 'Crime', 'Drama');
alter table genre alter name type genre_name using name::genre_name;
alter table genre_film_work rename to content_genres;
alter table content_genres rename film_work_id to content_id;
alter table person rename to cast_members;
create table content_cast_members as
    select film_work_id as content_id, person_id as cast_member_id from person_film_work where role = 'actor';
alter table contents add content_director text, add content_writers text[];
update contents set
    content_director = (select full_name from person_film_work join cast_members on cast_members.id = person_id
                        where film_work_id = contents.id and role = 'director'),
    content_writers = (select array_agg(full_name) from person_film_work join cast_members on cast_members.id = person_id
                       where film_work_id = contents.id and role = 'writer');
drop table person_film_work;
