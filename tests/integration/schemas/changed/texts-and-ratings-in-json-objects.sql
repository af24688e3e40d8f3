-- Titles, descriptions and names in JSON objects with a key for each language, ratings and votes with one for each site.
alter table film_work alter title type json using case when title = 'Снежный путь' then json_build_object('ru', title)
    else json_build_object('ru', '', 'en-US', title) end;
alter table film_work alter description type jsonb using null;
alter table film_work alter rating type jsonb using jsonb_build_object('kp', 5.5, 'imdb', rating, 'filmCritics', 0);
alter table genre alter name type jsonb using jsonb_build_object('de', name || ' auf Deutsch', 'en', name);
alter table person alter full_name type json using json_build_object('en', full_name);
