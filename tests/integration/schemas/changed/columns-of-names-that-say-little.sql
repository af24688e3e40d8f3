-- Names made of two known words, and types and roles that only their values tell, those of roles in another table.
alter table film_work rename creation_date to date_premier;
alter table film_work rename rating to imdb_raiting;
alter table film_work rename modified to last_edit;
alter table film_work rename type to vid;
alter table film_work add published_on date default '2021-06-16';
create table duties (id serial primary key, name text);
insert into duties (name) values ('actor'), ('writer'), ('director'), ('producer');
alter table person_film_work add duty_id integer references duties;
update person_film_work set duty_id = duties.id from duties where name = role;
alter table person_film_work drop role;
