-- UUIDs of genres as bytes, and those of people in the links as texts in another form.
alter table genre_film_work drop constraint genre_film_work_genre_id_fkey, alter genre_id type bytea using uuid_send(genre_id);
alter table genre alter id type bytea using uuid_send(id);
alter table person_film_work
    drop constraint person_film_work_person_id_fkey,
    alter person_id type varchar(36) using upper(replace(person_id::text, '-', ''));
