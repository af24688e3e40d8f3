-- Ratings in JSON objects with an object for each site, some of which say nothing.
alter table film_work rename rating to number;
alter table film_work add ratings jsonb;
update film_work set ratings = jsonb_build_object(
    'kp', jsonb_build_object('value', 5.5), 'metacritic', null, 'imdb',
    case when number is not null then jsonb_build_object('value', number, 'source', 'IMDb') end);
alter table film_work drop number;
