-- People in one JSON object of the films with a list for each role, of names and of objects.
alter table film_work add persons jsonb, add genres text[];
update film_work set
    persons = (select jsonb_build_object(
                   'actors', coalesce(jsonb_agg(full_name) filter (where role = 'actor'), '[]'),
                   'writers', jsonb_agg(jsonb_build_object('id', person_id, 'name', full_name)) filter (where role = 'writer'),
                   'crew', coalesce(jsonb_agg(jsonb_build_object('name', full_name, 'job', 'Director'))
                                    filter (where role = 'director'), '[]'))
               from person_film_work join person on person.id = person_id where film_work_id = film_work.id),
    genres = array(select name from genre_film_work join genre on genre.id = genre_id where film_work_id = film_work.id order by name);
drop table genre_film_work, person_film_work, genre, person;
