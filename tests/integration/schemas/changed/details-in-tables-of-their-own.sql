-- What is known of a film in a row of two other tables.
alter table film_work rename to movies;
create table movie_details as select id as movie_id, description, creation_date as premiere, 120 as runtime from movies;
create table movie_statistics as select id as movie_id, rating as imdb_rating, null::int as imdb_votes from movies;
alter table movie_details add primary key (movie_id), add foreign key (movie_id) references movies;
alter table movie_statistics add primary key (movie_id);
alter table movies drop description, drop creation_date, drop rating;
