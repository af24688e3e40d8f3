"""Titles and descriptions in several languages: the first one of a film counts, other titles are alternative ones."""

from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.sqlite_films import read_sqlite, run_script


@pytest.mark.parametrize(
    ("columns", "values", "expected"),
    [
        ("title_ru, title_en", "'Жара', 'Heat'", ("Heat", None, ("Жара",))),
        ("nameRu, nameEn, nameOriginal", "'Жара', NULL, 'Heat'", ("Жара", "Heat", ())),
        ("title, title_ru, title_uk", "'Heat', 'Жара', 'Жара'", ("Heat", None, ("Жара",))),
        ("name, enName, alternativeName", "'Жара', 'Heat', 'Схватка'", ("Жара", None, ("Схватка",))),
        ("title, title_en, title_ru", "' ', 'Heat', 'Жара'", ("Heat", None, ("Жара",))),
        ("name, alternative_name", "NULL, 'Heat'", ("Heat", None, ())),
        ("russian_title, english_title", "'[REC]', ''", ("[REC]", None, ())),
        ("title, title_ru", "'Heat', 'Жара'", ("Heat", None, ("Жара",))),
        ("name, title_ru", "'Heat', 'Жара'", ("Heat", None, ("Жара",))),
        ("title_de", "'Faust'", ("Faust", None, ())),
        ("title_de, title_fr", "NULL, 'Soupçons'", ("Soupçons", None, ())),
        ("movie_title_en, movie_title_ru", "'Heat \"x\"', 'Жара'", ('Heat "x"', None, ("Жара",))),
        ("title TEXT", """'{"ru": "Жара", "en": "Heat"}'""", ("Heat", None, ("Жара",))),
        ("title JSON", """'{"en-US": "Heat", "en": "Not read", "ru": null}'""", ("Heat", None, ())),
        ("name JSON", """'{"uk": "Спека"}'""", ("Спека", None, ())),
        ("title TEXT", """'{"first": "Heat"}'""", ('{"first": "Heat"}', None, ())),
        ("title TEXT", """'{"en": "Heat"'""", ('{"en": "Heat"', None, ())),
    ],
)
async def test_a_film_has_the_title_of_the_first_language(
    tmp_path: Path, columns: str, values: str, expected: tuple[Any, ...]
) -> None:
    (film,) = await _films(tmp_path, columns, values)

    assert (film.title, film.original_title, film.alternative_titles) == expected


@pytest.mark.parametrize(
    ("columns", "values", "expected"),
    [
        ("title, description_ru, description_en", "'Heat', 'О грабителях', 'About robbers'", "About robbers"),
        ("title, overview_ru, overview_en", "'Heat', 'О грабителях', ''", "О грабителях"),
        ("title, plot, plot_ru", "'Heat', 'About robbers', 'О грабителях'", "About robbers"),
    ],
)
async def test_a_film_has_the_description_of_the_first_language(
    tmp_path: Path, columns: str, values: str, expected: str
) -> None:
    (film,) = await _films(tmp_path, columns, values)

    assert film.description == expected


@pytest.mark.parametrize(
    ("columns", "values", "texts", "expected"),
    [
        ("year", "1995", "'en_GB', 'Heat'|'RU', 'Жара'", ("Heat", ("Жара",))),
        ("year", "1995", "'sv', 'Hettan'", ("Hettan", ())),
        ("title", "'Heat'", "'en', 'Heat'|'ru', 'Жара'", ("Heat", ("Жара",))),
    ],
)
async def test_texts_may_stand_in_a_row_for_each_language(
    tmp_path: Path, columns: str, values: str, texts: str, expected: tuple[Any, ...]
) -> None:
    rows = ", ".join(f"(1, {row})" for row in texts.split("|"))
    table = "CREATE TABLE movie_translations (movie_id INTEGER, locale TEXT, title TEXT)"
    script = f"{table}; INSERT INTO movie_translations VALUES {rows}"
    (film,) = await _films(tmp_path, columns, values, script)

    assert (film.title, film.alternative_titles) == expected


async def _films(folder: Path, columns: str, values: str, *scripts: str) -> list[Any]:
    script = f"CREATE TABLE movies (id INTEGER PRIMARY KEY, {columns}); INSERT INTO movies VALUES (1, {values})"
    file = run_script(folder / "a.db", script, *scripts)
    films, rejects = await read_sqlite(file)
    assert not rejects.counts
    return films


@pytest.mark.parametrize(
    ("table", "name", "others"),
    [
        ("genre", "title", "name_ru"),
        ("genres", "genre_name", "name_ru"),
        ("genre", "genre", "name_ru"),
        ("person", "full_name", "name_ru"),
        ("people", "name", "full_name_ru"),
        ("actors", "actor_name", "name_ru"),
        ("person", "full_name", "name_uk TEXT, name_ru"),
    ],
)
async def test_genres_and_people_have_the_name_that_is_in_no_language(
    tmp_path: Path, table: str, name: str, others: str
) -> None:
    script = f"""
        CREATE TABLE film (id, title, rating);
        CREATE TABLE {table} (id, {name} TEXT, {others} TEXT);
        CREATE TABLE film_{table} (film_id, {table}_id, role);
        INSERT INTO film VALUES (1, 'Heat', 8.3);
        INSERT INTO {table} VALUES (1, 'Chosen'{", 'Другое'" * len(others.split(","))});
        INSERT INTO film_{table} VALUES (1, 1, 'actor');
    """
    (film,), _ = await read_sqlite(run_script(tmp_path / "b.db", script))

    assert [each[1] for each in (*film.genres, *film.actors)] == ["Chosen"]


@pytest.mark.parametrize("blank", ["NULL", "''", "' '"])
async def test_a_person_without_that_name_has_the_one_of_a_language(tmp_path: Path, blank: str) -> None:
    script = f"""
        CREATE TABLE film (id, title);
        CREATE TABLE person (id, name TEXT, name_en TEXT);
        CREATE TABLE film_person (film_id, person_id, role);
        INSERT INTO film VALUES (1, 'Heat');
        INSERT INTO person VALUES (1, 'Ада', 'Ada'), (2, {blank}, 'Ben');
        INSERT INTO film_person VALUES (1, 1, 'actor'), (1, 2, 'actor');
    """
    (film,), rejects = await read_sqlite(run_script(tmp_path / "b.db", script))

    assert ([each.full_name for each in film.actors], rejects.counts) == (["Ада", "Ben"], {})
