-- Films without a primary key or an `id`, as files of others leave them: with a `show_id` to which the links lead.
create table netflix_titles as
    select row_number() over () as "index", id as show_id, type, title, description, creation_date as date_published, rating, created as date_added,
        to_char(modified at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || ' +00:00' as updated_at
    from film_work;
alter table genre_film_work rename film_work_id to show_id;
alter table person_film_work rename film_work_id to show_id;
drop table film_work cascade;
