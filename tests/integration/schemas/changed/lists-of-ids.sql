-- Ids of genres and people in columns of films: an array of UUIDs, an array of texts, a JSON list, a text of one.
alter table film_work rename to movies;
alter table movies add genres uuid[], add actor_ids text[], add writer_ids jsonb, add directors text;
update movies set
    genres = (select array_agg(genre_id order by genre_film_work.id) from genre_film_work where film_work_id = movies.id),
    actor_ids = (select array_agg(person_id::text) from person_film_work where film_work_id = movies.id and role = 'actor'),
    writer_ids = (select jsonb_agg(person_id) from person_film_work where film_work_id = movies.id and role = 'writer'),
    directors = (select json_agg(person_id)::text from person_film_work where film_work_id = movies.id and role = 'director');
drop table genre_film_work, person_film_work;
