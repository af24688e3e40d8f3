"""Names that stand in lists in the films, whatever the list and its objects look like."""

import io
from pathlib import Path

import pytest

from catalogue.model import Film
from etl.errors import SourceError
from etl.inspect import inspect_database
from etl.sources.registry import SOURCES
from tests.fixtures.sqlite_films import read_sqlite, run_script, sqlite_request
from tests.integration.conftest import ReadScript

_COLUMNS = ("TEXT", "jsonb")


@pytest.mark.parametrize("kind", _COLUMNS)
@pytest.mark.parametrize(
    ("value", "names"),
    [
        ('[{"id": 1, "title": "Drama"}, {"id": 2, "label": "War"}]', ["Drama", "War"]),
        ('[{"title": "Genre", "name": "Drama"}]', ["Drama"]),
        ('[{"nameRu": "драма", "nameEn": ""}, {"nameRu": "война", "nameEn": "War"}]', ["драма", "War"]),
        ('[{"genre": {"id": 1, "name": "Drama"}}, {"name": "A {b} c"}]', ["Drama", "A {b} c"]),
        ('{"id": 1, "name": "Drama"}', ["Drama"]),
        ('[{"label": "Drama", "of": {"site": {"id": 1}}}]', ["Drama"]),
    ],
)
async def test_objects_may_have_a_name_under_several_keys(
    read_script: ReadScript, kind: str, value: str, names: list[str]
) -> None:
    (film,), _ = await read_script(
        f"""
        CREATE TABLE movies (id integer PRIMARY KEY, title TEXT, genres {kind});
        INSERT INTO movies VALUES (1, 'Alpha', '{value}');
        """
    )

    assert [genre.name for genre in film.genres] == names


@pytest.mark.parametrize("kind", _COLUMNS)
async def test_objects_of_people_may_have_a_name_under_several_keys(read_script: ReadScript, kind: str) -> None:
    actors = '[{"actor": "Ada Moor", "character": "X", "title": "Captain"}, {"person": {"name": "Ben Rusk"}}]'
    staff = '[{"nameRu": "Кем", "nameEn": null, "professionKey": "DIRECTOR"}, {"title": "Dora", "job": "Writer"}]'
    (film,), _ = await read_script(
        f"""
        CREATE TABLE movies (id integer PRIMARY KEY, title TEXT, actors {kind}, staff {kind});
        INSERT INTO movies VALUES (1, 'Alpha', '{actors}', '{staff}');
        """
    )

    assert _people(film) == [["Ada Moor", "Ben Rusk"], ["Dora"], ["Кем"]]


@pytest.mark.parametrize("columns", ["cast_members, written_by, directed_by", "cast_names, authors, director_names"])
async def test_lists_of_people_have_many_names(read_script: ReadScript, columns: str) -> None:
    texts = ", ".join(f"{column} TEXT" for column in columns.split(", "))
    (film,), _ = await read_script(
        f"""
        CREATE TABLE movies (id integer PRIMARY KEY, title TEXT, {texts});
        INSERT INTO movies VALUES (1, 'Alpha', 'Ada Moor, Ben Rusk', 'Cem Ortak', 'Dora Iwu');
        """
    )

    assert _people(film) == [["Ada Moor", "Ben Rusk"], ["Cem Ortak"], ["Dora Iwu"]]


@pytest.mark.parametrize("form", ["json", "list"])
async def test_the_name_of_a_list_may_say_how_it_is_written(read_script: ReadScript, form: str) -> None:
    actors = '[{"name": "Ada Moor"}, {"name": "Ben Rusk"}]'
    (film,), _ = await read_script(
        f"""
        CREATE TABLE movies (id integer PRIMARY KEY, title TEXT, cast_{form} TEXT, genres_{form} TEXT);
        INSERT INTO movies VALUES (1, 'Alpha', '{actors}', '["Drama"]');
        """
    )

    assert (_people(film), [genre.name for genre in film.genres]) == ([["Ada Moor", "Ben Rusk"], [], []], ["Drama"])


def _people(film: Film) -> list[list[str]]:
    return [[person.full_name for person in people] for people in (film.actors, film.writers, film.directors)]


@pytest.mark.parametrize("kind", _COLUMNS)
async def test_lists_of_objects_without_a_known_name_are_for_the_user_to_solve(
    read_script: ReadScript, kind: str
) -> None:
    table = f"CREATE TABLE movies (id integer PRIMARY KEY, title TEXT, genres {kind}, actors {kind}, crew {kind})"
    row = """(1, 'Alpha', '[{"id": 1, "what": "Drama"}]', '[{"who": "Ada"}]', '[{"job": "Writer", "who": "Ben"}]')"""
    with pytest.raises(SourceError) as raised:
        await read_script(f"{table}; INSERT INTO movies VALUES {row}")

    for name, noun, columns in (("genre", "genres", "genres"), ("person", "people", "actors, movies.crew")):
        problem = f"film_{name}.table: no film would have {noun}, since the objects in movies.{columns} have no name"
        assert problem in str(raised.value)
        assert f'set film_{name}.table = "-" to load films without {noun}' in str(raised.value)


async def test_lists_without_any_items_are_no_problem(read_script: ReadScript) -> None:
    table = "CREATE TABLE movies (id integer PRIMARY KEY, title TEXT, genres jsonb, actors jsonb)"
    (film,), rejects = await read_script(f"{table}; INSERT INTO movies VALUES (1, 'Alpha', '[]', '[{{}}]')")

    assert (film.genres, film.actors) == ((), ())
    assert not rejects.counts


async def test_a_list_of_objects_without_a_known_name_is_told_beside_others(tmp_path: Path) -> None:
    file = run_script(
        tmp_path / "a.db",
        "CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT, director TEXT, actors JSON)",
        """INSERT INTO movies VALUES (1, 'Alpha', 'Ben Rusk', '[{"who": "Ada"}]')""",
    )
    (film,), _ = await read_sqlite(file)
    stream = io.StringIO()

    assert _people(film) == [[], [], ["Ben Rusk"]]
    assert await inspect_database(SOURCES["sqlite"], sqlite_request(file), stream, None)
    assert "please check:    the objects in movies.actors have no name under a known key (name, " in stream.getvalue()


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("драма / комедия", ["драма", "комедия"]),
        ("Drama\r\nSci-Fi/Fantasy\nWar", ["Drama", "Sci-Fi/Fantasy", "War"]),
        ("Drama • Action & Adventure • War and Peace (Epic)", ["Drama", "Action & Adventure", "War and Peace (Epic)"]),
        ('"Drama, War"', ["Drama", "War"]),
        *((nothing, []) for nothing in ("{}", '""', "[{}]", "[null]", '[""]')),
    ],
)
async def test_genres_of_a_text_are_between_separators(read_script: ReadScript, value: str, names: list[str]) -> None:
    (film,), rejects = await read_script(
        f"""
        CREATE TABLE movies (id integer PRIMARY KEY, title TEXT, genres TEXT);
        INSERT INTO movies VALUES (1, 'Alpha', '{value}');
        """
    )

    assert [genre.name for genre in film.genres] == names
    assert not rejects.counts


async def test_genres_of_json_may_be_nothing(read_script: ReadScript) -> None:
    films, _ = await read_script(
        """
        CREATE TABLE movies (id integer PRIMARY KEY, title TEXT, genres jsonb);
        INSERT INTO movies VALUES (1, 'Alpha', '{}'), (2, 'Beta', '""'), (3, 'Gamma', '"Drama"');
        """
    )

    assert [[genre.name for genre in film.genres] for film in films] == [[], [], ["Drama"]]


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("Mario Puzo (story, screenplay), Ada B. Moor (screenplay)", ["Mario Puzo", "Ada B. Moor"]),
        ("Ada Moor / Ben Rusk (II)\nCem Ortak", ["Ada Moor", "Ben Rusk", "Cem Ortak"]),
        ("Ada Moor, Ben Rusk, and Cem Ortak", ["Ada Moor", "Ben Rusk", "Cem Ortak"]),
        ('["Ada Moor (story)", "Ben Rusk & Cem Ortak"]', ["Ada Moor", "Ben Rusk & Cem Ortak"]),
    ],
)
async def test_people_of_a_text_are_between_separators(read_script: ReadScript, value: str, people: list[str]) -> None:
    (film,), _ = await read_script(_people_script(value))

    assert _people(film) == [people, people, []]


@pytest.mark.parametrize(
    ("value", "writers"),
    [
        ("Ada B. Moor & Ben Rusk and Cem Ortak", ["Ada B. Moor", "Ben Rusk", "Cem Ortak"]),
        ("Ada Moor (story) & Ben Rusk (story and some more)", ["Ada Moor", "Ben Rusk"]),
        ("Dora Iwu, Joel & Ethan Coen", ["Dora Iwu", "Joel & Ethan Coen"]),
        ("Ada Moor and Friends", ["Ada Moor and Friends"]),
    ],
)
async def test_two_full_names_of_writers_may_be_joined(read_script: ReadScript, value: str, writers: list[str]) -> None:
    (film,), _ = await read_script(_people_script(value))

    assert _people(film)[1] == writers
    assert len(film.actors) == len(value.split(","))


def _people_script(value: str) -> str:
    return f"""
        CREATE TABLE movies (id integer PRIMARY KEY, title TEXT, actors TEXT, writer TEXT);
        INSERT INTO movies VALUES (1, 'Alpha', '{value}', '{value}')
    """
