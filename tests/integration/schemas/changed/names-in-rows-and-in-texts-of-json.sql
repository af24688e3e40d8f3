-- A row for each genre of a film, people in texts of lists as JSON and as Python write them, an object without a name.
create table movie_genres as select film_work_id as movie_id, name as genre from genre_film_work join genre on genre.id = genre_id;
alter table film_work add actors text, add writers jsonb, add director text;
update film_work set
    actors = (select replace(json_agg(full_name)::text, 'Анна', '\u0410\u043d\u043d\u0430') from person_film_work
              join person on person.id = person_id where film_work_id = film_work.id and role = 'actor'),
    writers = (select jsonb_agg(jsonb_build_object('name', full_name)) || '{"id": "nobody"}' from person_film_work
               join person on person.id = person_id where film_work_id = film_work.id and role = 'writer'),
    director = coalesce((select format('[{''id'': 7, ''fullName'': ''%s''}]', full_name) from person_film_work
                         join person on person.id = person_id where film_work_id = film_work.id and role = 'director'), '[]');
drop table genre_film_work, person_film_work, genre, person;
