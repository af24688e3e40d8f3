"""Values decide which columns of films hold what no known name says, and the only text of a genre is its name."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from catalogue.model import Film
from tests.fixtures.sqlite_films import read_sqlite, run_script
from tests.integration.conftest import ReadScript

_SENTENCES = ("A thief steals a secret by way of a dream.", "An old man flies his house to the falls!")
_DAYS = ("1975-01-02", "1983-02-03", "1999-03-04", "2010-04-05")


async def test_sentences_are_descriptions(tmp_path: Path) -> None:
    films = await _read(tmp_path, "body TEXT, studio TEXT", [(text, "Acme Pictures") for text in _SENTENCES])

    assert [film.description for film in films] == [*_SENTENCES]


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        ("body TEXT, notice TEXT", [(text, text) for text in _SENTENCES]),
        ("body TEXT", [("Acme Pictures",), ("a, b, c, d, e, f, g",)]),
        ("body TEXT, plot TEXT", [(text, "Short") for text in _SENTENCES]),
    ],
)
async def test_of_two_with_sentences_none_and_of_other_texts_none_is_a_description(
    tmp_path: Path, columns: str, rows: list[tuple[str, ...]]
) -> None:
    films = await _read(tmp_path, columns, rows)

    assert {film.description for film in films} <= {None, "Short"}


async def test_a_description_in_a_table_of_details_counts_before_sentences(tmp_path: Path) -> None:
    details = "CREATE TABLE film_details (film_id INTEGER PRIMARY KEY, plot TEXT); "
    details += "INSERT INTO film_details VALUES (1, 'One'), (2, 'Two')"
    films = await _read(tmp_path, "awards TEXT", [(text,) for text in _SENTENCES], details)

    assert [film.description for film in films] == ["One", "Two"]


@pytest.mark.parametrize("column", ["pub_date", "made_on"])
async def test_dates_of_many_years_are_those_of_releases(tmp_path: Path, column: str) -> None:
    films = await _read(tmp_path, f"{column} DATE, seen DATE", [(day, "2024-01-01") for day in _DAYS])

    assert [film.release_date and film.release_date.isoformat() for film in films] == [*_DAYS]


@pytest.mark.parametrize("columns", ["seen DATE", "created DATE", "one DATE, year INTEGER"])
async def test_dates_of_few_years_and_those_beside_a_year_are_not(tmp_path: Path, columns: str) -> None:
    rows = [(day.replace("19", "20"), *([1999] if "year" in columns else [])) for day in _DAYS]
    films = await _read(
        tmp_path, columns, [("2010-01-01", *row[1:]) if columns == "seen DATE" else row for row in rows]
    )

    assert [film.release_date for film in films] == [None] * len(_DAYS)


@pytest.mark.parametrize("column", ["imdb_rating_value REAL", "criticsScore INTEGER", "rating_percent INTEGER"])
async def test_a_number_with_a_word_for_a_rating_in_its_name_is_one(tmp_path: Path, column: str) -> None:
    assert [film.imdb_rating for film in await _read(tmp_path, column, [(8,), (7,)])] == [8.0, 7.0]


@pytest.mark.parametrize("column", ["age_rating INTEGER", "score_count INTEGER", "a_score REAL, b_score REAL"])
async def test_other_numbers_and_one_of_two_are_no_ratings(tmp_path: Path, column: str) -> None:
    rows = [(8, 8)[: column.count(",") + 1]]

    assert [film.imdb_rating for film in await _read(tmp_path, column, rows)] == [None]


@pytest.mark.parametrize("column", ["value", "slug", "nm"])
async def test_the_only_text_of_genres_and_people_is_their_name(tmp_path: Path, column: str) -> None:
    tables = "".join(
        f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, {column} TEXT, created DATE); "
        f"INSERT INTO {name} VALUES (1, '{word}', '2020-01-01'); "
        f"CREATE TABLE film_{name} (film_id INTEGER, {name}_id INTEGER, role TEXT); "
        f"INSERT INTO film_{name} VALUES (1, 1, 'actor'); "
        for name, word in (("genre", "Drama"), ("person", "Ada"))
    )
    (film,) = await _read(tmp_path, "note TEXT", [("a",)], tables)

    assert ([genre.name for genre in film.genres], [person.full_name for person in film.actors]) == (["Drama"], ["Ada"])


async def _read(folder: Path, columns: str, rows: Sequence[tuple[object, ...]], *others: str) -> list[Film]:
    values = ", ".join(f"({place}, 'Film {place}', {str(row)[1:-1].rstrip(',')})" for place, row in enumerate(rows, 1))
    film = f"CREATE TABLE film (id INTEGER PRIMARY KEY, title TEXT, {columns}); INSERT INTO film VALUES {values}"
    films, rejects = await read_sqlite(run_script(folder / "a.db", film, *others))
    assert not rejects.counts
    return sorted(films, key=lambda film: film.title)


@pytest.mark.parametrize(
    ("columns", "row", "details", "expected"),
    [
        ("rating TEXT", ("PG-13",), "film_details (film_id INTEGER PRIMARY KEY, imdb_rating REAL)|1, 8.1", 8.1),
        ("rating TEXT", ("16+",), "ratings (film_id INTEGER, average_rating REAL, num_votes INTEGER)|1, 7.5, 20", 7.5),
        ("rating TEXT, critics_score REAL", ("TV-MA", 6.5), "", 6.5),
        ("rating TEXT", ("7.1",), "film_details (film_id INTEGER PRIMARY KEY, imdb_rating REAL)|1, 8.1", 7.1),
        ("rating TEXT", ("PG",), "", None),
        ("rating INTEGER REFERENCES mpa", (2,), "mpa (id INTEGER PRIMARY KEY, name TEXT)|2, 'PG-13'", None),
        ("rating INTEGER", (2,), "mpa (id INTEGER PRIMARY KEY, name TEXT)|1, 'G'), (2, 'PG-13'", None),
        ("rating INTEGER", (8,), "mpa (id INTEGER PRIMARY KEY, name TEXT)|1, 'G'), (2, 'PG-13'", 8),
        ("rating INTEGER", (2,), "moods (id INTEGER PRIMARY KEY, name TEXT)|1, 'Sad'), (2, 'Glad'", 2),
        ("rating INTEGER, mpa_id INTEGER", (2, 1), "mpa (id INTEGER PRIMARY KEY, name TEXT)|1, 'G'), (2, 'PG'", 2),
    ],
)
async def test_a_rating_that_says_who_may_watch_is_none(
    tmp_path: Path, columns: str, row: tuple[object, ...], details: str, expected: float | None
) -> None:
    table, _, values = details.partition("|")
    name = table.partition(" ")[0]
    films = await _read(
        tmp_path, columns, [row], f"CREATE TABLE {table}; INSERT INTO {name} VALUES ({values})" if details else ""
    )

    assert [film.imdb_rating for film in films] == [expected]


@pytest.mark.parametrize(("votes", "expected"), [("0", None), ("5", 0.0), ("NULL", 0.0)])
async def test_a_rating_of_zero_by_nobody_is_none(tmp_path: Path, votes: str, expected: float | None) -> None:
    script = f"""
        CREATE TABLE film (id INTEGER PRIMARY KEY, title TEXT, vote_average REAL, vote_count INTEGER);
        INSERT INTO film VALUES (1, 'Heat', 0, {votes})
    """
    (film,), _ = await read_sqlite(run_script(tmp_path / "a.db", script))

    assert film.imdb_rating == expected


@pytest.mark.parametrize(
    ("columns", "titles", "expected"),
    [
        ("title TEXT", "Heat (1995)| Seven (Se7en) (1995) ", [("Heat", 1995), ("Seven (Se7en)", 1995)]),
        (
            "title TEXT",
            "|".join((*(f"Heat {part} (1995)" for part in range(9)), "Up (Live)")),
            [*((f"Heat {part}", 1995) for part in range(9)), ("Up (Live)", None)],
        ),
        ("title TEXT", "Heat (1995)|Up", [("Heat (1995)", None), ("Up", None)]),
        ("title TEXT", "Room (1408)|Blade Runner (2049)x", [("Room (1408)", None), ("Blade Runner (2049)x", None)]),
        ("title TEXT, year INTEGER DEFAULT 1996", "Heat (1995)", [("Heat (1995)", 1996)]),
    ],
)
async def test_years_behind_titles_are_those_of_releases(
    read_script: ReadScript, columns: str, titles: str, expected: list[tuple[str, int | None]]
) -> None:
    rows = ", ".join(f"({place}, '{title}')" for place, title in enumerate(titles.split("|"), 1))
    films, rejects = await read_script(
        f"CREATE TABLE movies (id INTEGER PRIMARY KEY, {columns}); INSERT INTO movies (id, title) VALUES {rows}"
    )

    assert sorted((film.title, film.release_year) for film in films) == sorted(expected)
    assert not rejects.counts


async def test_films_and_series_may_be_parts_of_one_table(read_script: ReadScript) -> None:
    films, _ = await read_script("""
        CREATE TABLE media_item (id INTEGER PRIMARY KEY, title TEXT);
        INSERT INTO media_item VALUES (1, 'Heat'), (2, 'Lost');
        CREATE TABLE movie (item_ptr_id INTEGER PRIMARY KEY REFERENCES media_item, release_date DATE);
        INSERT INTO movie VALUES (1, '1995-12-15');
        CREATE TABLE series (item_ptr_id INTEGER PRIMARY KEY REFERENCES media_item, first_air_date DATE);
        INSERT INTO series VALUES (2, '2004-09-22');
        CREATE TABLE genre (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO genre VALUES (1, 'Crime');
        CREATE TABLE movie_genres (movie_id INTEGER REFERENCES movie, genre_id INTEGER REFERENCES genre);
        INSERT INTO movie_genres VALUES (1, 1)""")

    read = [(film.title, film.type, str(film.release_date), [genre.name for genre in film.genres]) for film in films]
    assert sorted(read) == [("Heat", "movie", "1995-12-15", ["Crime"]), ("Lost", "tv_show", "2004-09-22", [])]


async def test_a_film_without_a_title_has_its_original_one(tmp_path: Path) -> None:
    films = await _read(
        tmp_path, "original_title TEXT", [("Heat",), ("Жара",)], "UPDATE film SET title = ' ' WHERE id = 2"
    )

    assert [(film.title, film.original_title) for film in films] == [("Film 1", "Heat"), ("Жара", "Жара")]


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ("reviews (id INTEGER PRIMARY KEY, FILM, num_user INT, imdb_score REAL, num_votes INT)|7, 1, 3, 8.1, 9", [8.1]),
        ("ratings (id INTEGER PRIMARY KEY, FILM, imdb_rating REAL, kp_rating REAL)|7, 1, 8.1, 6|8, 2, 7, 6", [8.1, 7]),
        ("ratings (id INTEGER PRIMARY KEY, FILM REFERENCES film, imdb_rating REAL)|7, 1, 8.1|8, 2, 7", [8.1, 7]),
        ("boxoffice (FILM, rating REAL, domestic_sales INTEGER)|1, 8.1, 9|2, 7, 9", [8.1, 7]),
        ("film_rating (id INTEGER PRIMARY KEY, FILM UNIQUE, average REAL, rating_count INT)|7, 1, 8.1, 9", [8.1]),
        ("movies (FILM PRIMARY KEY REFERENCES film, imdb_rating REAL)|1, 8.1|2, 7", [8.1, 7]),
        ("movies (FILM PRIMARY KEY, imdb_rating REAL)|1, 8.1|2, 7", []),
        ("polls (FILM PRIMARY KEY REFERENCES film, rating REAL)|1, 8.1|2, 7", []),
        # the ratings of users, whose number is not that of a film
        ("ratings (id INTEGER PRIMARY KEY, FILM, rating REAL)|1, 1, 8.1|2, 2, 7|3, 2, 6", []),
        ("ratings (FILM, rating REAL, votes INTEGER)|1, 8.1, 9|1, 8.1, 9|2, 7, 9", []),
        ("ratings (id INTEGER PRIMARY KEY, FILM, rating REAL)|1, 1, 8.1", []),
        ("ratings (FILM, rating REAL, user_id INTEGER)|1, 8.1, 1|2, 7, 1", []),
        ("ratings (FILM, rating REAL, author_name TEXT)|1, 8.1, 'Ada'|2, 7, 'Ben'", []),
        ("ratings (id INTEGER PRIMARY KEY, FILM, rating REAL, rated_at TEXT)|7, 1, 4, ''|8, 2, 5, ''", []),
        ("ratings (FILM, rating REAL, timestamp INTEGER)|1, 4, 964982703|2, 5, 964982703", []),
        ("ratings (id INTEGER, rating REAL)|1, 8.1|2, 7", []),
        ("reviews (id INTEGER PRIMARY KEY, rating REAL, votes INTEGER)|1, 8.1, 2|2, 7, 2", []),
        ("reviews (FILM, rating REAL)|1, 8.1|2, 7", []),
    ],
)
async def test_ratings_in_a_table_with_one_row_for_each_film_are_read(
    tmp_path: Path, ratings: str, expected: list[float]
) -> None:
    table, *rows = ratings.replace("FILM", "film_id INTEGER").split("|")
    values = f"INSERT INTO {table.partition(' ')[0]} VALUES ({'), ('.join(rows)})"
    films = await _read(tmp_path, "year INTEGER", [(1999,)] * 3, f"CREATE TABLE {table}; {values}")

    assert [film.imdb_rating for film in films if film.imdb_rating is not None] == expected
    assert len(films) == 3
