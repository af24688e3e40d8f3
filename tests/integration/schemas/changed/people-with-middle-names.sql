-- Names in three columns, some of them empty, and directors by their whole names in a column of films.
alter table person add first_name text, add middle_name text, add last_name text;
update person set
    first_name = case when full_name like 'A%' then '' else split_part(full_name, ' ', 1) end,
    middle_name = case when full_name like 'A%' then split_part(full_name, ' ', 1) end,
    last_name = split_part(full_name, ' ', 2);
alter table film_work add director text;
update film_work set director = (select full_name from person_film_work
    join person on person.id = person_id where film_work_id = film_work.id and role = 'director');
delete from person_film_work where role = 'director';
alter table person drop full_name;
