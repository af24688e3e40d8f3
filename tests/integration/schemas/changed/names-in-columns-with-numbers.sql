-- Names of genres and people in a column each, in a table with words behind its name.
create table movie_metadata as
    select id, title as movie_title, creation_date as release_date, rating as imdb_score, type, modified as last_updated,
           (select min(name) from genre_film_work join genre on genre.id = genre_id
            where film_work_id = film_work.id) as "Genre",
           (select max(name) from genre_film_work join genre on genre.id = genre_id
            where film_work_id = film_work.id having count(*) > 1) as "Genre2",
           null as actor_2_name,
           (select full_name from person_film_work join person on person.id = person_id
            where film_work_id = film_work.id and role = 'actor') as actor_1_name,
           (select full_name from person_film_work join person on person.id = person_id
            where film_work_id = film_work.id and role = 'director') as director_name,
           (select full_name from person_film_work join person on person.id = person_id
            where film_work_id = film_work.id and role = 'writer') as "Writer1",
           '' as "Writer2"
    from film_work;
drop table genre_film_work, person_film_work, film_work, genre, person;
