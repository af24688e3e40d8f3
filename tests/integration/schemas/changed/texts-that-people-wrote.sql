-- Ratings of 10 and in percent, dates with the names of months in two languages, words for nothing, types and roles in Russian.
alter table film_work add original_name text default '\N', add alt_titles text, add votes text;
alter table film_work alter rating type text using case
    when type = 'movie' then replace(rating::text, '.', ',') || ' / 10' else round(rating * 10) || '%' end;
alter table film_work alter creation_date type text using case
    when creation_date < '1980-01-01' then '20 ноября 1977 г.' when rating is null then 'N/A'
    else to_char(creation_date, 'FMDD Mon. YYYY') end;
alter table film_work rename modified to last_modified_date;
alter table film_work rename creation_date to premiere_dt;
update film_work set description = 'null', votes = 'nan',
    type = case type when 'movie' then 'Полнометражный' else 'Документальный сериал' end;
update person_film_work set role =
    case role when 'actor' then 'В главных ролях' when 'writer' then 'Drehbuch' else 'Réalisatrice' end;
