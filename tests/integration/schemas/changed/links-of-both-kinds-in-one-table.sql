-- One table of links to genres and to people, a row of which has the key of one of them, as Payload keeps them.
create table film_work_rels as
    select film_work_id as parent_id, 'genres' as path, genre_id as genres_id, null::uuid as persons_id, 1 as "order" from genre_film_work
    union all select film_work_id, role || 's', null, person_id, 2 from person_film_work;
drop table genre_film_work, person_film_work;
alter table genre rename to genres;
alter table person rename to persons;
alter table film_work_rels add foreign key (parent_id) references film_work, add foreign key (genres_id) references genres,
    add foreign key (persons_id) references persons;
