-- Tables that inherit from that of films: it has all of their rows too. Links lead to it without a foreign key.
alter table genre_film_work drop constraint genre_film_work_film_work_id_fkey;
alter table person_film_work drop constraint person_film_work_film_work_id_fkey;
create table movie (duration integer) inherits (film_work);
create table tv_show (seasons integer) inherits (film_work);
insert into movie select * from only film_work where type = 'movie';
insert into tv_show select * from only film_work where type = 'tv_show';
delete from only film_work;
