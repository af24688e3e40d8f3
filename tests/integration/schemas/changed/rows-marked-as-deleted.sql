-- Rows that are still there though they are deleted, marked in five ways: a film, a genre, a person and links of each.
alter table film_work add is_deleted boolean not null default false, add deleted_at timestamptz;
alter table genre add is_active boolean;
alter table person add deleted smallint default 0;
alter table genre_film_work add removed varchar(5) default 'no';
alter table person_film_work add deleted_on timestamp;
update genre set is_active = true where name = 'Drama';
insert into film_work (id, title, type, is_deleted, deleted_at) values
    ('00000000-0000-0000-0000-000000000001', 'By a flag', 'movie', true, null),
    ('00000000-0000-0000-0000-000000000002', 'By a time', 'unknown', false, now());
insert into genre (id, name, is_active) values ('00000000-0000-0000-0000-000000000003', 'Deleted', false);
insert into person (id, full_name, deleted) values ('00000000-0000-0000-0000-000000000004', 'Deleted', 1);
insert into genre_film_work (id, film_work_id, genre_id, removed)
    select gen_random_uuid(), film_work.id, genre.id, case when is_deleted or genre.is_active is false then 'no' else 'yes' end
    from film_work cross join genre
    where not exists (select from genre_film_work where film_work_id = film_work.id and genre_id = genre.id);
insert into person_film_work (id, film_work_id, person_id, role, deleted_on)
    select gen_random_uuid(), film_work.id, person.id, 'actor', case when is_deleted or deleted = 1 then null else now() end
    from film_work cross join person;
