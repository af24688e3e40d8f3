-- The schema within the names of the tables, as Django makes them of "content.film_work", names of tables within those of columns.
alter table film_work rename to "content.film_work";
alter table genre rename to "content.genre";
alter table person rename to "content.person";
alter table genre_film_work rename to "content.genre_film_work";
alter table person_film_work rename to "content.person_film_work";
alter table "content.film_work" rename title to film_work_caption;
alter table "content.film_work" rename description to movie_desc;
alter table "content.film_work" rename rating to film_rate;
alter table "content.genre" rename name to genre_title;
alter table "content.person" rename id to p_id;
alter table "content.person" rename full_name to p_name;
alter table "content.person" rename created to p_created;
alter table "content.person" rename modified to p_modified;
alter table "content.person_film_work" rename role to "position";
alter table "content.person_film_work" alter "position" type text using case "position" when 'actor' then 'Актёр' when 'director' then 'Режисёр' else 'Сценарист' end;
create table django_content_type (id serial primary key, app_label text, model text);
