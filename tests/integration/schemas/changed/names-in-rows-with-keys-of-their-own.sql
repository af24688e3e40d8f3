-- Names of genres and of people in rows that have keys and times of their own.
create table film_genres as
    select row_number() over () as id, film_work_id as film_id, name as genre, now() as created_at
    from genre_film_work join genre on genre.id = genre_id;
create table film_credits as
    select row_number() over () as id, film_work_id as film_id, full_name as person_name, role
    from person_film_work join person on person.id = person_id;
drop table genre_film_work, person_film_work, genre, person;
alter table film_genres add primary key (id), add foreign key (film_id) references film_work;
alter table film_work rename to films;
