-- Cast and crew of TMDB in a table of their own, texts of objects as JSON and as Python write them, in two orders of keys.
create table tmdb_movies as
    select id, title, creation_date as release_date, rating as vote_average, type, modified as updated_at,
           (select jsonb_agg(jsonb_build_object('id', 18, 'name', name)) from genre_film_work
            join genre on genre.id = genre_id where film_work_id = film_work.id) as genres
    from film_work;
create table tmdb_credits as
    select id as movie_id, title,
           (select replace(json_agg(json_build_object('cast_id', 1, 'character', 'A "name": "X"', 'name', full_name, 'order', 0))::text,
                           'Анна', '\u0410\u043d\u043d\u0430')
            from person_film_work join person on person.id = person_id where film_work_id = film_work.id and role = 'actor') as "cast",
           (select string_agg(crew, ', ') from (
                select case role
                    when 'director' then format('[{"credit_id": "a", "department": "Directing", "job": "Director", "name": "%s"}]', full_name)
                    else format('[{''original_name'': ''Ä'', ''name'': ''%s'', ''id'': None, ''job'': ''Screenplay''}]', full_name)
                    end as crew
                from person_film_work join person on person.id = person_id
                where film_work_id = film_work.id and role <> 'actor') as crews) as crew
    from film_work;
drop table genre_film_work, person_film_work, film_work, genre, person;
