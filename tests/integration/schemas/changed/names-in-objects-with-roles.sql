-- People as objects with their roles in a JSON list of the films.
alter table film_work add persons jsonb, add genres jsonb;
update film_work set
    persons = (select jsonb_agg(jsonb_build_object('id', person_id, 'full_name', full_name, 'role', role))
               from person_film_work join person on person.id = person_id where film_work_id = film_work.id),
    genres = (select jsonb_agg(jsonb_build_object('id', genre_id, 'genre', name) order by name)
              from genre_film_work join genre on genre.id = genre_id where film_work_id = film_work.id);
drop table genre_film_work, person_film_work, genre, person;
