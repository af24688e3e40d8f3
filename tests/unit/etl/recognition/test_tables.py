"""Tables of films, genres, people and links are recognised under other names, and those that are read as one."""

from dataclasses import replace

import pytest

from etl.sources.recognition.recognise import recognise
from etl.sources.schema.mapping import DatabaseMapping
from tests.fixtures.tables import FILM, LINK, course, found, renamed, solved, table


@pytest.mark.parametrize(
    "names",
    [
        ("film_work", "genre", "person", "genre_film_work", "person_film_work"),
        ("filmwork", "genre", "person", "genre_filmwork", "person_filmwork"),
        ("film_work", "genre", "person", "film_work_genre", "film_work_person"),
        ("FilmWork", "Genre", "Person", "GenreFilmWork", "PersonFilmWork"),
        ("films", "genres", "people", "film_genres", "film_people"),
        ("movie", "genre", "persons", "movie_genre", "movie_person"),
        ("Movies", "Genres", "People", "MovieGenres", "cast"),
        ("movies_filmwork", "movies_genre", "movies_person", "movies_genrefilmwork", "movies_personfilmwork"),
        ("film_work", "genre", "person", "a_to_b", "c_to_d"),
        tuple(f"movies_admin_{name}" for name in ("filmwork", "genre", "person", "genrefilmwork", "personfilmwork")),
        ("film", "category", "actor", "film_category", "film_actor"),
        tuple(f"{name}_tbl" for name in ("film_work", "genre", "person", "genre_film_work", "person_film_work")),
        # links are called like films too
        ("picture", "genre", "person", "genre_film_work", "person_film_work"),
        ("movie_list", "genre", "person", "genre_film_work", "person_film_work"),
        tuple(f"{name}Table" for name in ("Films", "Genres", "Persons", "FilmsGenres", "FilmsPersons")),
    ],
)
def test_tables_are_known_by_many_names(names: tuple[str, ...]) -> None:
    tables = course()
    changed = renamed(tables, names={each.name: name for each, name in zip(tables, names, strict=True)})

    assert found(solved(changed)) == dict(
        zip(("film", "genre", "person", "film_genre", "film_person"), names, strict=True)
    )


@pytest.mark.parametrize(
    "columns", ["id:integer name:text city:text", "id:integer title:text", "id:integer year:integer"]
)
def test_a_table_with_a_word_for_films_and_no_more_holds_none(columns: str) -> None:
    (problem,) = recognise([table("movie_theatres", columns)], DatabaseMapping()).problems

    assert problem.startswith("film.table: no table of films was found")


def test_of_tables_that_may_be_of_others_those_with_ratings_or_dates_hold_films() -> None:
    pictures = table("media", "id:integer name:text file_name:text created_at:date")
    titles = table("titles", "id:integer name:text release_date:date")

    assert found(solved([pictures, titles]))["film"] == "titles"
    assert found(solved([pictures]))["film"] == "media"


@pytest.mark.parametrize(
    ("films", "columns", "other"),
    [
        ("movie_entity", "id:integer title:text", "favorite_movie"),
        ("movies_data", "id:integer title:text year:integer", "watched_movies"),
        ("movie_list", "id:integer title:text voteAverage:number", "favorite_movie"),
        ("MovieMetadata", "Id:integer Title:text Year:integer", "AlternativeTitles"),
        ("videos", "id:integer title:text year:integer", "media"),
        ("app_movies", "id:integer title:text year:integer", "old_movies"),
    ],
)
def test_tables_with_titles_alone_and_a_word_before_are_none_of_films_beside_others(
    films: str, columns: str, other: str
) -> None:
    others = table(other, "id:integer title:text seen_on:date")

    assert found(solved([table(films, columns), others]))["film"] == films
    assert found(solved([others]))["film"] == other


@pytest.mark.parametrize(
    ("part", "references"),
    [
        ("movie_news movie_id:integer title:text year:integer", {}),
        ("movie_news title:text year:integer subject:integer", {"subject": "app_movies"}),
        ("app_movies_old id:integer title:text year:integer", {}),
    ],
)
def test_what_tells_more_of_titles_alone_is_no_table_of_films(part: str, references: dict[str, str]) -> None:
    name, _, columns = part.partition(" ")
    films = table("app_movies", "id:integer title:text", primary_key=("id",))
    other = table(name, f"key:integer {columns}", primary_key=("key",), references=references)

    assert found(solved([films, other]))["film"] == "app_movies"


def test_of_tables_with_a_word_before_and_after_those_to_which_others_lead_hold_films_or_a_line_asks() -> None:
    columns = "id:integer title:text year:integer"
    tables = [table(name, columns, primary_key=("id",)) for name in ("favorite_movie", "movie_items")]
    links = table("links", "a:integer b:integer", references={"a": "movie_items"})
    (problem,) = recognise(tables, DatabaseMapping()).problems

    assert problem.startswith("schema or film.table: more than one table fits")
    assert found(solved([*tables, links]))["film"] == "movie_items"


@pytest.mark.parametrize("before", ["", "app_"])
def test_of_a_name_with_and_without_an_ending_the_latter_holds_films(before: str) -> None:
    tables = [table(f"{before}{name}", "id:integer title:text year:integer") for name in ("movie_entity", "movie")]

    assert found(solved(tables))["film"] == f"{before}movie"


def test_a_table_of_any_name_to_which_keys_of_films_lead_holds_films() -> None:
    films, genres = table("showfilm", "id:integer title:text year:integer"), table("genre", "id:integer name:text")
    links = table("film_genre", "film_id:integer genre_id:integer", references={"film_id": "showfilm"})

    assert found(solved([links, genres, films]))["film"] == "showfilm"


def test_films_without_all_that_may_lack_are_recognised() -> None:
    recognised = solved([table("films", "id:integer title:text")])

    assert found(recognised) == {"film": "films", "genre": "-", "person": "-", "film_genre": "-", "film_person": "-"}
    assert dict(recognised.mapping.film.names()) == {"id": "id", "title": "title"}


def test_a_foreign_key_to_a_third_table_leads_to_no_person() -> None:
    tables = renamed(course(), names={"person": "actor", "person_film_work": "film_actor"}, columns={"role": "note"})
    stars = table("rating", "id:uuid film_work_id:uuid star_id:uuid", references={"star_id": "rating_star"})
    tables[2] = replace(tables[2], primary_key=("id",))

    assert found(solved([*tables, stars]))["film_person"] == "film_actor"


@pytest.mark.parametrize("people", ["staff", "casts"])
def test_tables_that_may_be_of_others_are_those_of_people_if_nothing_else_is(people: str) -> None:
    tables = [*course()[:2], table(people, "id:uuid name:text")]
    tables += [course()[3], table("film_actors", f"{LINK} {people.removesuffix('s')}_id:uuid")]

    assert found(solved(tables))["person"] == people
    actors = [table("actor", "id:uuid name:text"), table("film_actors", f"{LINK} actor_id:uuid")]
    assert found(solved([*tables[:4], *actors]))["person"] == "actor"


@pytest.mark.parametrize(
    ("ends", "links", "columns"),
    [
        (
            ("categories", "celebrities"),
            ("film_genres", "film_people"),
            ("film_id:uuid category_id:uuid", "film_id:uuid"),
        ),
        (("category", "actors"), ("title_genre", "film_people"), ("title:uuid category_id:uuid", "title:uuid")),
    ],
)
def test_links_that_are_called_like_what_they_lead_to_are_no_genres_and_no_people(
    ends: tuple[str, str], links: tuple[str, str], columns: tuple[str, str]
) -> None:
    film = table("film", FILM, primary_key=("id",))
    genre, person = (
        table(name, f"id:uuid {named}:text", primary_key=("id",))
        for name, named in zip(ends, ("name", "full_name"), strict=True)
    )
    key = columns[1].partition(":")[0]
    references = [{key: "film", "category_id": ends[0]}, {key: "film", "person_id": ends[1], "role_id": "role"}]
    tables = [
        table(links[0], f"id:uuid {columns[0]}", references=references[0], primary_key=("id",)),
        table(links[1], f"{columns[1]} person_id:uuid role_id:integer character_name:text", references=references[1]),
        table("role", "id:integer name:text", primary_key=("id",)),
    ]

    assert found(solved([film, genre, person, *tables])) == dict(
        zip(("film", "genre", "person", "film_genre", "film_person"), ("film", *ends, *links), strict=True)
    )


def test_words_before_the_names_of_tables_are_none_of_keys_and_columns() -> None:
    film = table("app_pictures", "id:integer picture_title:text year:integer category_id:integer", primary_key=("id",))
    genre, staff = table("app_categories", "id:integer name:text"), table("app_staff", "id:integer name:text")
    links = table("app_film_people", "id:integer fk_picture:integer staff_id:integer role:text", primary_key=("id",))
    recognised = solved([film, genre, staff, links])

    assert recognised.mapping.film.columns["title"] == "picture_title"
    assert recognised.mapping.film_genre.table == "app_pictures.category_id"
    assert dict(recognised.mapping.film_person.names())["person"] == "staff_id"


def test_a_category_that_refers_to_nothing_beside_keys_that_do_is_a_role() -> None:
    references = {"film_work_id": "app_film_work", "person_id": "app_person"}
    tables = renamed(course(), names={each.name: f"app_{each.name}" for each in course()})
    tables[1] = replace(tables[1], name="app_category")
    tables[3] = table(
        "app_genre_film_work",
        f"{LINK} category_id:uuid",
        references={"film_work_id": "app_film_work", "category_id": "app_category"},
    )
    tables[4] = table("app_person_film_work", f"{LINK} person_id:uuid category:text", references=references)

    assert solved(tables).mapping.film_genre.table == "app_genre_film_work"


def test_a_category_of_links_to_people_is_a_role_if_no_key_is_declared() -> None:
    film = table("film_work", f"{FILM} category_id:uuid", primary_key=("id",))
    tables = [film, replace(course()[1], name="category"), course()[2]]
    recognised = solved([*tables, table("person_film_work", f"{LINK} person_id:uuid category:text")])

    assert recognised.mapping.film_genre.table == "film_work.category_id"
    assert recognised.mapping.film_person.columns["role"] == "category"


def test_links_of_one_role_each_to_people_who_are_called_like_one_of_them_are_read_as_one() -> None:
    links = [table(f"film_work_{role}s", "film_work_id:uuid actor_id:uuid") for role in ("actor", "director")]
    recognised = solved([course()[0], table("actors", "id:uuid full_name:text"), *links])

    assert found(recognised)["film_person"] == "film_work_actors + film_work_directors"


def test_a_copy_of_the_films_links_nothing() -> None:
    genre, columns = table("genre", "id:uuid name:text"), "film_work_uuid:uuid title:text year:integer genre_id:uuid"
    film = table("film_work", columns, primary_key=("film_work_uuid",), references={"genre_id": "genre"})

    assert found(solved([film, genre, table("film_work_old", columns)]))["film_genre"] == "film_work.genre_id"


@pytest.mark.parametrize("people", ["users", "beings"])
def test_people_in_a_table_of_any_name_are_found_by_the_links_that_say_roles(people: str) -> None:
    references = {"film_work_id": "film_work", "person_id": people}
    links = table("person_film_work", f"{LINK} person_id:uuid role:text", references=references)

    assert (
        found(solved([*course()[:2], table(people, "id:uuid full_name:text"), course()[3], links]))["person"] == people
    )


def test_keys_of_users_that_say_no_role_are_no_links_to_people() -> None:
    references = {"film_work_id": "film_work", "person_id": "users"}
    visits = table("person_visits", f"{LINK} person_id:uuid seen:date", references=references)

    assert found(solved([course()[0], table("users", "id:uuid full_name:text"), visits]))["person"] == "-"


def test_a_foreign_key_leads_to_its_table_whatever_the_column_is_called() -> None:
    tables = course()
    tables[3] = table("tags", "a:uuid b:uuid", references={"a": "genre", "b": "film_work"})

    assert dict(solved(tables).mapping.film_genre.names()) == {"film": "b", "genre": "a"}


@pytest.mark.parametrize(("name", "film_type"), [("tv_shows", "tv_show"), ("app_series", "tv_show"), ("title", None)])
def test_films_without_a_type_take_it_from_the_name_of_their_table(name: str, film_type: str | None) -> None:
    assert solved([table(name, "id:integer title:text")]).mapping.film.type == film_type
    assert solved([table(name, "id:integer title:text type:text")]).mapping.film.type is None


def test_a_table_counts_before_a_view() -> None:
    views = [table("movies", FILM, is_view=True), table("film_work_genre", f"{LINK} genre_id:uuid", is_view=True)]

    assert found(solved([*course(), *views])) == found(solved(course()))
    assert found(solved(views[:1]))["film"] == "movies"


@pytest.mark.parametrize(
    ("links", "name"), [("role:text", "film_work_person"), ("note:text", "person_role"), ("", "person_role")]
)
def test_of_links_those_that_say_roles_count(links: str, name: str) -> None:
    tables = [*course()[:4], table("film_work_person", f"{LINK} person_id:uuid {links}")]
    roles = table("person_role", f"{LINK} person_id:uuid role:text")

    assert found(solved([*tables, roles]))["film_person"] == name


def test_tables_of_links_of_one_role_each_are_read_as_one() -> None:
    links = [table(f"film_work_{role}s", "film_work_id:uuid person_id:uuid") for role in ("actor", "director")]
    crew = table("film_crew", "film_id:uuid person_id:uuid job:text")
    recognised = solved([*course()[:4], *links, crew])

    assert found(recognised)["film_person"] == "film_work_actors + film_work_directors + film_crew"
    assert recognised.mapping.film_person.columns["role"] == "role"
    assert recognise([*course()[:4], *links, crew], recognised.mapping) == recognised


def test_foreign_keys_of_the_films_are_links() -> None:
    genre, person = course()[1:3]
    columns = "film_id:integer title:text genre_id:uuid director_id:uuid"
    references = {"genre_id": "genre", "director_id": "person"}
    tables = [table("film", columns, primary_key=("film_id",), references=references), genre, person]
    actors = table("film_actors", "film_id:integer person_id:uuid")
    recognised = solved([*tables, actors])

    assert found(recognised)["film_genre"] == "film.genre_id"
    assert found(recognised)["film_person"] == "film_actors + film.director_id"
    assert found(solved(tables))["film_person"] == "film.director_id"
    assert recognise([*tables, actors], recognised.mapping) == recognised


def test_films_may_have_several_keys_of_genres() -> None:
    keys = dict.fromkeys(("first_genre_id", "second_genre_id"), "genres")
    columns = "id:integer title:text first_genre_id:integer second_genre_id:integer"
    film = table("movies", columns, primary_key=("id",), references=keys)
    recognised = solved([film, table("genres", "id:integer name:text", primary_key=("id",))])

    assert found(recognised)["film_genre"] == "movies.first_genre_id + movies.second_genre_id"


@pytest.mark.parametrize(
    ("keys", "links"),
    [
        (("director_id", "lead_actor_id", "second_actor_id"), "director_id lead_actor_id second_actor_id"),
        (("director_id", "art_director_id"), ""),
    ],
)
def test_films_may_have_several_keys_of_actors(keys: tuple[str, ...], links: str) -> None:
    columns = " ".join(f"{key}:integer" for key in keys)
    film = table(
        "movies", f"id:integer title:text {columns}", primary_key=("id",), references=dict.fromkeys(keys, "people")
    )
    recognised = recognise([film, table("people", "id:integer name:text", primary_key=("id",))], DatabaseMapping())

    expected = " + ".join(f"movies.{key}" for key in links.split())
    assert recognised.mapping.film_person.table == expected


def test_keys_in_films_that_no_reference_declares_are_those_of_roles() -> None:
    columns = "id:integer title:text director_id:integer author_id:integer writer_id:text"
    film = table("movies", columns, primary_key=("id",))
    recognised = solved([film, table("people", "id:integer name:text", primary_key=("id",))])

    assert recognised.mapping.film_person.table == "movies.director_id"


@pytest.mark.parametrize(
    ("people", "links", "expected"),
    [
        ("actor", "casting", "casting + movie.director"),
        ("person", "casting", "casting + movie.director"),
        ("director", "", "movie.director"),
        ("actor", "casting|crew", "casting"),
        ("director", "movie_director", "movie_director"),
    ],
)
def test_a_whole_number_that_is_called_after_a_role_is_a_key_of_people(people: str, links: str, expected: str) -> None:
    film = table("movie", "id:integer title:text yr:integer director:integer star:integer", primary_key=("id",))
    name, _, other = links.partition("|")
    tables = [film, table(people, "id:integer name:text", primary_key=("id",))]
    tables += [table(name, f"movieid:integer {people}id:integer ord:integer")] if name else []
    tables += [table(other, "id:integer name:text", primary_key=("id",))] if other else []

    assert found(solved(tables))["film_person"] == expected


def test_a_whole_number_that_is_called_like_a_genre_is_a_key_of_one_and_a_text_is_its_name() -> None:
    genres = table("genres", "id:integer name:text", primary_key=("id",))
    films = [table("movies", f"id:integer title:text genre:{kind}", primary_key=("id",)) for kind in ("integer", "any")]

    assert found(solved([films[0], genres]))["film_genre"] == "movies.genre"
    assert found(recognise([films[1], genres], DatabaseMapping()))["film_genre"] == ""


def test_a_primary_key_of_any_name_is_that_of_films_with_keys_and_of_people_with_roles() -> None:
    references = {"director_id": "directors"}
    film = table("movies", "mid:integer title:text director_id:integer", primary_key=("mid",), references=references)
    directors = table("directors", "id:integer name:text", primary_key=("id",))
    people = table("people", "pid:integer name:text profession:text", primary_key=("pid",))
    links = table("movie_people", "movie_id:integer person_id:integer")

    assert solved([film, directors]).mapping.film_person.table == "movies.director_id"
    assert solved([film, people, links]).mapping.film_person.columns["role"] == "people.profession"


def test_people_in_a_table_for_each_role_with_its_own_links_are_read_as_one() -> None:
    people = [table(name, "id:integer name:text", primary_key=("id",)) for name in ("actors", "directors")]
    links = [table("movie_actors", "movie_id:uuid actor_id:integer"), table("d", "movie_id:uuid directors_id:integer")]
    tables = [table("movies", FILM), *people, *links]
    recognised = solved(tables)

    assert found(recognised)["person"] == "actors + directors"
    assert found(recognised)["film_person"] == "movie_actors + d"
    assert "'director/' || CAST(\"id\" AS text)" in recognised.tables["person"].query
    assert "'director/' || CAST(\"directors_id\" AS text)" in recognised.tables["film_person"].query
    assert recognise(tables, recognised.mapping) == recognised


@pytest.mark.parametrize(("role", "people"), [("", "people + directors"), (" role:text", "people")])
def test_beside_people_of_one_role_those_of_another_are_read_too(role: str, people: str) -> None:
    keys = {"movie_id": "movies", "person_id": "people"}
    recognised = solved(
        [
            table("movies", "id:integer title:text director_id:integer", references={"director_id": "directors"}),
            *(table(name, "id:integer name:text", primary_key=("id",)) for name in ("people", "directors")),
            table("movie_cast", f"movie_id:integer person_id:integer{role}", references=keys),
        ]
    )

    assert found(recognised)["person"] == people


def test_what_was_recognised_is_recognised_again_without_looking() -> None:
    mapping = solved(course()).mapping

    assert solved(course(), mapping).mapping == mapping
