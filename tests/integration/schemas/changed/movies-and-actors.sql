-- Plural tables, people called actors, names in two columns, text ids, no foreign keys.
alter table genre_film_work drop constraint genre_film_work_film_work_id_fkey, drop constraint genre_film_work_genre_id_fkey;
alter table person_film_work drop constraint person_film_work_film_work_id_fkey, drop constraint person_film_work_person_id_fkey;
alter table film_work rename to movies;
alter table genre rename to categories;
alter table person rename to actors;
alter table genre_film_work rename to movie_categories;
alter table person_film_work rename to cast_and_crew;
alter table movies alter id type varchar(36) using upper(id::text);
alter table movie_categories rename film_work_id to movie_id;
alter table movie_categories alter movie_id type varchar(36) using upper(movie_id::text);
alter table movie_categories rename genre_id to category_id;
alter table cast_and_crew rename film_work_id to movie_id;
alter table cast_and_crew alter movie_id type varchar(36) using upper(movie_id::text);
alter table cast_and_crew rename person_id to actor_id;
alter table cast_and_crew rename role to job;
alter table actors add first_name text, add last_name text;
update actors set first_name = split_part(full_name, ' ', 1), last_name = split_part(full_name, ' ', 2);
alter table actors drop full_name;
