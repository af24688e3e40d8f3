-- The names of tables and columns as PostgreSQL writes `tblMovie` and `movieTitle` without quotes.
alter table film_work rename to tblmovie;
alter table tblmovie rename id to movieid;
alter table tblmovie rename title to movietitle;
alter table tblmovie rename creation_date to releasedate;
alter table genre rename to tblgenre;
alter table tblgenre rename id to genreid;
alter table tblgenre rename name to genrename;
alter table person rename to tblperson;
alter table tblperson rename full_name to fullname;
alter table genre_film_work rename to tblmoviegenre;
alter table tblmoviegenre rename film_work_id to movieid;
alter table tblmoviegenre rename genre_id to genreid;
alter table person_film_work rename to tblmovieperson;
alter table tblmovieperson rename film_work_id to movieid;
alter table tblmovieperson rename person_id to personid;
