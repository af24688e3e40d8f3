"""Tables without a key of their own, whose `id` is that of the film of each row."""

import pytest

from etl.errors import SourceError
from tests.integration.conftest import ReadScript

_FILMS = (
    "CREATE TABLE movies (id INTEGER, name TEXT); INSERT INTO movies VALUES (1, 'Alpha'), (2, 'Beta'), (3, 'Gamma')"
)


async def test_rows_of_genres_and_people_are_those_of_films(read_script: ReadScript) -> None:
    tables = """
        CREATE TABLE genres (id INTEGER, genre TEXT);
        INSERT INTO genres VALUES (1, 'Drama'), (1, 'War'), (2, 'Drama'), (9, 'Horror');
        CREATE TABLE actors (id INTEGER, name TEXT, role TEXT);
        INSERT INTO actors VALUES (1, 'Ada Moor', 'The writer'), (1, 'Ben Rusk', 'Ken'), (2, 'Ada Moor', NULL);
        CREATE TABLE crew (id INTEGER, role TEXT, name TEXT);
        INSERT INTO crew VALUES (1, 'Director', 'Cem Ortak'), (1, 'Producer', 'Dora Iwu'), (2, 'Writer', 'Dora Iwu');
        CREATE TABLE studios (id INTEGER, studio TEXT);
        INSERT INTO studios VALUES (1, 'Acme'), (1, 'Other')"""
    films, rejects = await read_script(f"{_FILMS}; {tables}")

    assert [[genre.name for genre in film.genres] for film in films] == [["Drama", "War"], ["Drama"], []]
    people = [[person.full_name for person in (*film.actors, *film.directors, *film.writers)] for film in films]
    assert people == [["Ada Moor", "Ben Rusk", "Cem Ortak"], ["Ada Moor", "Dora Iwu"], []]
    assert sorted(rejects.counts) == ["credits in a role that is not kept: Producer", "genres.genre.film: no such film"]


async def test_credits_with_the_ids_of_films_and_of_people_are_those_of_films(read_script: ReadScript) -> None:
    table = "CREATE TABLE credits (person_id INTEGER, id INTEGER, name TEXT, character TEXT, role TEXT)"
    rows = "(7, 1, 'Ada Moor', 'Ken', 'ACTOR'), (8, 1, 'Ben Rusk', NULL, 'DIRECTOR'), (7, 2, 'Ada Moor', 'X', 'ACTOR')"
    films, _ = await read_script(f"{_FILMS}; {table}; INSERT INTO credits VALUES {rows}")

    people = [[person.full_name for person in (*film.actors, *film.directors)] for film in films]
    assert people == [["Ada Moor", "Ben Rusk"], ["Ada Moor"], []]


async def test_who_is_played_is_no_role_of_actors_in_rows(read_script: ReadScript) -> None:
    actors = "CREATE TABLE actors (movie_id INTEGER, name TEXT, role TEXT)"
    rows = "INSERT INTO actors VALUES (1, 'Ada Moor', 'The director'), (2, 'Ada Moor', 'The director')"
    films, rejects = await read_script(f"{_FILMS}; {actors}; {rows}")

    assert [[person.full_name for person in film.actors] for film in films] == [["Ada Moor"], ["Ada Moor"], []]
    assert not rejects.counts


async def test_of_a_few_actors_one_may_play_a_director(read_script: ReadScript) -> None:
    actors = "CREATE TABLE actors (movie_id INTEGER, name TEXT, role TEXT)"
    rows = "INSERT INTO actors VALUES (1, 'Ada Moor', 'Director'), (1, 'Ben Rusk', 'Extra'), (2, 'Cem Ortak', 'Ken')"
    films, _ = await read_script(f"{_FILMS}; {actors}; {rows}")

    assert [[person.full_name for person in film.actors] for film in films] == [
        ["Ada Moor", "Ben Rusk"],
        ["Cem Ortak"],
        [],
    ]


async def test_what_is_no_table_of_people_has_roles_to_ask_about(read_script: ReadScript) -> None:
    awards = "CREATE TABLE acting_awards (movie_id INTEGER, name TEXT, category TEXT)"
    with pytest.raises(SourceError, match="no role is known"):
        await read_script(f"{_FILMS}; {awards}; INSERT INTO acting_awards VALUES (1, 'Oscar', 'Best Actor')")


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("genres (id INTEGER, name TEXT)", "(1, 'Drama'), (2, 'War')"),
        ("genres (id INTEGER PRIMARY KEY, name TEXT)", "(1, 'Drama'), (2, 'War')"),
        ("genres (id INTEGER, name TEXT)", "(7, 'Drama'), (7, 'War')"),
        # a row that was put in twice
        ("genres (id INTEGER, name TEXT)", "(1, 'Drama'), (2, 'War'), (2, 'War')"),
        ("genres (id INTEGER, name TEXT, rank INTEGER)", "(1, 'Drama', 1), (2, 'War', 2), (2, 'War', 3)"),
    ],
)
async def test_ids_of_their_own_are_none_of_films(read_script: ReadScript, table: str, rows: str) -> None:
    with pytest.raises(SourceError, match="no table links"):
        await read_script(f"{_FILMS}; CREATE TABLE {table}; INSERT INTO genres VALUES {rows}")


async def test_ids_to_which_links_lead_are_none_of_films(read_script: ReadScript) -> None:
    genres = (
        "CREATE TABLE genres (id INTEGER, name TEXT); INSERT INTO genres VALUES (1, 'Drama'), (2, 'War'), (2, 'War')"
    )
    links = "CREATE TABLE movie_genres (movie_id INTEGER, genre_id INTEGER); INSERT INTO movie_genres VALUES (3, 1)"
    films, _ = await read_script(f"{_FILMS}; {genres}; {links}")

    assert [[genre.name for genre in film.genres] for film in films] == [[], [], ["Drama"]]


@pytest.mark.parametrize("key", ["person_id", "artist_id"])
async def test_ids_that_come_again_are_of_people_if_links_have_keys_of_such(read_script: ReadScript, key: str) -> None:
    actors = "CREATE TABLE actors (id INTEGER, name TEXT)"
    people = "INSERT INTO actors VALUES (1, 'Ada Moor'), (2, 'Ben Rusk'), (2, 'Ben Rask')"
    links = f"CREATE TABLE movie_cast (movie_id INTEGER, {key} INTEGER); INSERT INTO movie_cast VALUES (1, 2), (3, 1)"
    films, _ = await read_script(f"{_FILMS}; {actors}; {people}; {links}")

    assert [[person.full_name[:3] for person in film.actors] for film in films] == [["Ben"], [], ["Ada"]]


async def test_keys_of_people_are_none_of_genres(read_script: ReadScript) -> None:
    genres = "CREATE TABLE genres (id INTEGER, genre TEXT); INSERT INTO genres VALUES (1, 'Drama'), (1, 'War')"
    people = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO people VALUES (1, 'Ada Moor')"
    links = "CREATE TABLE movie_cast (movie_id INTEGER, person_id INTEGER); INSERT INTO movie_cast VALUES (2, 1)"
    films, _ = await read_script(f"{_FILMS}; {genres}; {people}; {links}")

    assert [[genre.name for genre in film.genres] for film in films] == [["Drama", "War"], [], []]
    assert [[person.full_name for person in film.actors] for film in films] == [[], ["Ada Moor"], []]


async def test_a_table_of_films_that_is_called_after_a_role_keeps_its_types(read_script: ReadScript) -> None:
    rows = "(1, 'Alpha', 'movie'), (2, 'Beta', 'series')"
    columns = "movie_id INTEGER PRIMARY KEY, title TEXT, type TEXT"
    films, _ = await read_script(f"CREATE TABLE star_movies ({columns}); INSERT INTO star_movies VALUES {rows}")

    assert [film.type for film in films] == ["movie", "tv_show"]
