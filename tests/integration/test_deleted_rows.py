"""Rows that are still there though they are marked as deleted are not read, unless the mapping file says so."""

from pathlib import Path

import pytest

from etl.errors import SourceError
from etl.sources.registry import SOURCES
from etl.sources.schema.known_names import DELETION, name_key
from tests.fixtures.sqlite_films import read_sqlite, run_script, sqlite_request

_PEOPLE = """
    CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE film_actors (film_id INTEGER, person_id INTEGER, deleted_at TEXT);
    CREATE TABLE film_directors (film_id INTEGER, person_id INTEGER);
    INSERT INTO people VALUES (1, 'Ada'), (2, 'Ben'), (3, 'Cem');
    INSERT INTO film_actors VALUES (1, 1, NULL), (1, 2, '2021-06-16');
    INSERT INTO film_directors VALUES (1, 3);
"""
_PEOPLE_BY_ROLE = """
    CREATE TABLE actors (id INTEGER PRIMARY KEY, name TEXT, deleted_at TEXT);
    CREATE TABLE directors (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE film_actors (film_id INTEGER, actor_id INTEGER);
    CREATE TABLE film_directors (film_id INTEGER, director_id INTEGER, is_deleted BOOLEAN);
    INSERT INTO actors VALUES (1, 'Ada', NULL), (2, 'Ben', '2021-06-16');
    INSERT INTO directors VALUES (1, 'Cem'), (2, 'Dora');
    INSERT INTO film_actors VALUES (1, 1), (1, 2);
    INSERT INTO film_directors VALUES (1, 1, 0), (1, 2, 1);
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.mark.parametrize(
    ("mark", "deleted", "kept"),
    [
        ("is_deleted BOOLEAN", "1", "0"),
        ("deleted", "'t'", "'f'"),
        ("isDeleted TEXT", "'True'", "'False'"),
        ("deleted_at TIMESTAMP", "'2021-06-16 20:14:09'", "NULL"),
        ("deletedAt", "1623874449", "0"),
        ("removed CHAR", "'Y'", "'N'"),
        ("is_active INTEGER", "0", "1"),
        ("active", "'false'", "NULL"),
    ],
)
async def test_marked_rows_of_films_genres_and_links_are_not_read(
    file: Path, mark: str, deleted: str, kept: str
) -> None:
    run_script(
        file,
        f"""
        CREATE TABLE films (id INTEGER PRIMARY KEY, name TEXT, {mark});
        CREATE TABLE genres (id INTEGER PRIMARY KEY, name TEXT, {mark});
        CREATE TABLE film_genres (film_id INTEGER, genre_id INTEGER, {mark});
        INSERT INTO films VALUES (1, 'Alpha', {kept}), (2, 'Beta', {deleted});
        INSERT INTO genres VALUES (1, 'Drama', {kept}), (2, 'Comedy', {deleted}), (3, 'Crime', {kept});
        INSERT INTO film_genres VALUES (1, 1, {kept}), (1, 2, {kept}), (1, 3, {deleted}), (2, 1, {kept});
        """,
    )
    films, rejects = await read_sqlite(file)
    assert {film.title: [genre.name for genre in film.genres] for film in films} == {"Alpha": ["Drama"]}
    assert not rejects.counts

    async with SOURCES["sqlite"].open(sqlite_request(file)) as opened:
        said = "\n".join(opened.lines)
    assert said.count("1 more are marked as deleted and not read") == 3

    column = name_key(mark.partition(" ")[0])
    ours = next(ours for ours, names in DELETION.items() if column in map(name_key, names))
    mapping = file.with_suffix(".toml")
    mapping.write_text("".join(f'[{part}.columns]\n{ours} = ""\n' for part in ("film", "genre", "film_genre")))
    films, _ = await read_sqlite(file, mapping=str(mapping))
    assert {film.title: [genre.name for genre in film.genres] for film in films} == {
        "Alpha": ["Comedy", "Crime", "Drama"],
        "Beta": ["Drama"],
    }


@pytest.mark.parametrize("people", [_PEOPLE, _PEOPLE_BY_ROLE])
async def test_marked_rows_of_some_of_the_tables_that_are_read_as_one_are_not_read(file: Path, people: str) -> None:
    run_script(
        file, f"CREATE TABLE films (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO films VALUES (1, 'Alpha'); {people}"
    )
    (film,), rejects = await read_sqlite(file)

    assert [person.full_name for person in film.actors] == ["Ada"]
    assert [person.full_name for person in film.directors] == ["Cem"]
    assert not rejects.counts


async def test_a_mark_of_all_rows_may_mean_something_else_and_is_asked_about(file: Path) -> None:
    run_script(
        file, "CREATE TABLE films (id INTEGER, name TEXT, active INTEGER); INSERT INTO films VALUES (1, 'Alpha', 0)"
    )

    with pytest.raises(
        SourceError, match=r'film\.columns\.active: all 1 rows of films are deleted, says active; .* set active = ""'
    ):
        await read_sqlite(file)


@pytest.mark.parametrize(("other", "titles"), [("strapi_core", ["Beta"]), ("documents", ["Alpha", "Beta"])])
async def test_drafts_are_not_read_unless_their_document_is_a_row_of_another_table(
    file: Path, other: str, titles: list[str]
) -> None:
    films = "id INTEGER PRIMARY KEY, documentId TEXT, title TEXT, published_at TIMESTAMP"
    rows = "(1, 'a', 'Alpha', NULL), (2, 'a', 'Beta', '2021-06-16')"
    run_script(file, f"CREATE TABLE {other} (id TEXT PRIMARY KEY)", f"CREATE TABLE films ({films})")
    run_script(file, f"INSERT INTO films VALUES {rows}")
    found, rejects = await read_sqlite(file)

    assert ([film.title for film in found], rejects.counts) == (titles, {})
