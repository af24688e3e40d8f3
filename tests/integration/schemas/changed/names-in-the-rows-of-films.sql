-- Genres and people as columns of films: a text with commas, an array, a JSON list of objects, a single name or N/A.
alter table film_work add genres text, add actors text[], add writers jsonb, add director varchar(100);
update film_work set
    genres = (select string_agg(name, ', ' order by name) from genre_film_work join genre on genre.id = genre_id
              where film_work_id = film_work.id),
    actors = array(select full_name from person_film_work join person on person.id = person_id
                   where film_work_id = film_work.id and role = 'actor'),
    writers = (select jsonb_agg(jsonb_build_object('name', full_name)) from person_film_work
               join person on person.id = person_id where film_work_id = film_work.id and role = 'writer'),
    director = coalesce((select full_name from person_film_work join person on person.id = person_id
                         where film_work_id = film_work.id and role = 'director'), 'N/A');
drop table genre_film_work, person_film_work, genre, person;
