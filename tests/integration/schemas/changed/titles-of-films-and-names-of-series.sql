-- Films with a title and a release date, series in the same table with a name and a first air date, as TMDB has them.
alter table film_work rename to titles;
alter table titles rename creation_date to release_date;
alter table titles rename type to media_type;
alter table titles add name text, add first_air_date date;
update titles set name = title, title = null, first_air_date = release_date, release_date = null, media_type = 'tv'
    where media_type = 'tv_show';
alter table genre_film_work rename film_work_id to title_id;
alter table person_film_work rename film_work_id to title_id;
