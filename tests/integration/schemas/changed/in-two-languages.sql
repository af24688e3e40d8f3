-- Titles, genres and people in English and Russian, of which some rows have only one, and others the same in both.
alter table film_work rename title to name_en;
alter table film_work add name_ru text;
update film_work set name_ru = name_en, name_en = ' ' where name_en = 'Снежный путь';
update film_work set name_ru = name_en where name_en = 'Quiet Engine';
alter table genre rename name to title_en;
alter table genre add title_ru text;
update genre set title_ru = 'Драма' where title_en = 'Drama';
alter table person rename full_name to "nameRu";
alter table person add "nameEn" text;
update person set "nameEn" = "nameRu", "nameRu" = 'Имя' where "nameRu" <> 'Анна Лис';
