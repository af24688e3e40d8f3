-- What is known of a film in one row of tables that have ids of their own, as Django makes them; of genres nothing is.
alter table film_work rename to movies;
create table movies_details (id serial primary key, film_work_id uuid unique references movies, description text, premiere date);
insert into movies_details (film_work_id, description, premiere) select id, description, creation_date from movies;
create table movies_rating (id serial primary key, movie_id uuid unique, rating numeric(3, 1));
insert into movies_rating (movie_id, rating) select id, rating from movies;
create table movies_review (id serial primary key, movie_id uuid references movies, rating numeric(3, 1), description text);
insert into movies_review (movie_id, rating, description) select id, 1, 'Bad' from movies;
alter table movies drop description, drop creation_date, drop rating;
alter table genre drop description;
