"""Rows and values that cannot be used are left out, each with its reason; films beyond the bound end the load."""

import json
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.errors import SourceError
from etl.rejects import Reject, RejectBound, RejectLog, TooManyRejectsError
from etl.sources.database_source import MAX_REJECTS
from etl.transform import film_document
from tests.fixtures.sqlite_films import make_database, read_sqlite

FILM = {
    "id": "f1",
    "title": "Heat",
    "description": None,
    "creation_date": "1995-12-15",
    "rating": 8.3,
    "type": "movie",
    "created": None,
    "modified": "2021-06-16 20:14:09",
    "votes": 7,
    "alternative_titles": None,
}


def lines(rejects: RejectLog) -> list[dict[str, Any]]:
    return [json.loads(line) for line in rejects.path.read_bytes().splitlines()] if rejects.path else []


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("title", "", "no title"),
        ("title", None, "no title"),
        ("title", " \x07 ", "no title"),
        ("title", b"Broken \xff", "a text that is not valid Unicode"),
        ("title", "x" * 40_000, "a title or a name that is too long"),
        ("type", "book", "an unknown type"),
        ("type", None, "no type"),
        ("id", None, "no id"),
        ("id", "", "no id"),
    ],
)
async def test_a_film_that_cannot_be_a_document_is_rejected(
    tmp_path: Path, column: str, value: Any, reason: str
) -> None:
    good, bad = {**FILM, "id": "f0"}, {**FILM, column: value}
    films, rejects = await read_sqlite(make_database(tmp_path / "a.db", [tuple(good.values()), tuple(bad.values())]))
    (line,) = lines(rejects)

    assert len(films) == 1
    assert (line["table"], line["id"], line["column"], line["reason"]) == ("film_work", bad["id"], column, reason)
    assert rejects.films == 1


@pytest.mark.parametrize(
    ("column", "value", "field", "reason"),
    [
        ("rating", 73, "imdb_rating", "a rating that is not from 0 to 10"),
        ("rating", "good", "imdb_rating", "not a number"),
        ("creation_date", "infinity", "release_date", "not a date"),
        ("creation_date", "0001-01-01", "release_date", "not a date from 1870 to 2200"),
        ("votes", -1, "votes", "not a count from 0 to 2,147,483,647"),
        ("description", b"Broken \xff", "description", "a text that is not valid Unicode"),
        ("alternative_titles", "[1]", "alternative_titles", "not a JSON list of titles"),
    ],
)
async def test_a_value_that_cannot_be_used_is_left_out_of_a_film_that_loads(
    tmp_path: Path, column: str, value: Any, field: str, reason: str
) -> None:
    usable = {**FILM, "description": "A robbery.", "alternative_titles": '["Жара"]'}
    rows = [{**usable, column: value}, *({**usable, "id": f"f{number}"} for number in (2, 3))]
    films, rejects = await read_sqlite(make_database(tmp_path / "a.db", [tuple(row.values()) for row in rows]))
    (line,) = lines(rejects)

    assert [bool(getattr(film, field)) for film in films] == [False, True, True]
    assert (line["table"], line["id"], line["column"], line["reason"]) == ("film_work", "f1", column, reason)
    assert rejects.films == 0


async def test_a_time_that_is_unknown_is_that_of_the_making(tmp_path: Path) -> None:
    row = {**FILM, "modified": "infinity", "created": "2020-01-02"}
    films, rejects = await read_sqlite(make_database(tmp_path / "a.db", [tuple(row.values())]))

    assert str(films[0].modified) == "2020-01-02 00:00:00+00:00"
    assert lines(rejects)[0]["reason"] == "not a time"


async def test_links_that_lead_nowhere_or_come_twice_and_people_without_a_name_are_left_out(tmp_path: Path) -> None:
    file = make_database(
        tmp_path / "a.db",
        films=[tuple(FILM.values()), *(tuple({**FILM, "id": id_}.values()) for id_ in ("f2", "f4"))],
        genres=[("g1", "Drama"), ("g2", None)],
        people=[("p1", "Al Pacino"), ("p2", " "), ("p3", b"\xff")],
        film_genres=[
            *(("l1", "f1", "g1"), ("l2", "f1", "g1"), ("l3", "f1", "g2"), ("l4", "f2", "g2")),
            *(("l5", "f0", "g1"), ("l6", "f3", "g1"), ("l7", "f9", "g1"), ("l8", None, "g1"), ("l9", "f1", None)),
        ],
        film_people=[
            *(("k1", "f1", "p1", "actor"), ("k2", "f1", "p1", "director"), ("k3", "f1", "p1", "ACTOR")),
            *(("k4", "f1", "p2", "actor"), ("k5", "f2", "p2", "writer"), ("k6", "f1", "p3", "actor")),
            *(("k7", "f1", "p9", "actor"), ("k8", "f1", "p1", "producer"), ("k9", "f1", "p1", None)),
        ],
    )
    films, rejects = await read_sqlite(file)
    said = {(line["table"], line["id"], line["column"], line["value"], line["reason"]) for line in lines(rejects)}

    assert [film.title for film in films] == ["Heat"] * 3
    assert [genre.name for genre in films[0].genres] == ["Drama"]
    assert [person.full_name for person in (*films[0].actors, *films[0].directors)] == ["Al Pacino"] * 2
    assert said == {
        ("genre_film_work", "l2", "genre_id", "g1", "linked twice"),
        ("genre", "g2", "name", None, "no name"),
        ("genre_film_work", "l5", "film_work_id", "f0", "no such film"),
        ("genre_film_work", "l6", "film_work_id", "f3", "no such film"),
        ("genre_film_work", "l7", "film_work_id", "f9", "no such film"),
        ("genre_film_work", "l8", "film_work_id", None, "no such film"),
        ("genre_film_work", "l9", "genre_id", None, "no such genre"),
        ("person_film_work", "k3", "person_id", "p1", "linked twice as actor"),
        ("person", "p2", "full_name", " ", "no name"),
        ("person", "p3", "full_name", "\\udcff", "a text that is not valid Unicode"),
        ("person_film_work", "k7", "person_id", "p9", "no such person"),
    }
    assert len(lines(rejects)) == len(said)
    assert rejects.counts["credits in a role that is not kept: producer"] == 1
    assert rejects.counts["credits in a role that is not kept: none"] == 1


async def test_a_film_whose_id_comes_again_is_rejected(tmp_path: Path) -> None:
    films, rejects = await read_sqlite(make_database(tmp_path / "a.db", [tuple(FILM.values())] * 2))

    assert len(films) == 1
    assert lines(rejects)[0]["reason"] == "the same id twice"


async def test_a_value_is_cut_to_a_hundred_characters(tmp_path: Path) -> None:
    rows = [tuple(FILM.values()), tuple({**FILM, "id": "f2", "type": "é" * 500}.values())]
    _, rejects = await read_sqlite(make_database(tmp_path / "a.db", rows))

    assert lines(rejects)[0]["value"] == "é" * 100


async def test_without_rejects_there_is_no_file(tmp_path: Path) -> None:
    films, rejects = await read_sqlite(make_database(tmp_path / "a.db", [tuple(FILM.values())]))

    assert (len(films), rejects.path, rejects.summary()) == (1, None, [])
    assert not (tmp_path / "rejects").exists()


async def test_the_summary_counts_by_reason(tmp_path: Path) -> None:
    rows = [tuple({**FILM, "id": f"f{number}", "title": "" if number else "Heat"}.values()) for number in range(4)]
    _, rejects = await read_sqlite(make_database(tmp_path / "a.db", rows))

    assert rejects.summary() == ["left out 3: film_work.title: no title", f"each of them: {rejects.path}"]


@pytest.mark.parametrize(
    ("text", "films", "limit"),
    [
        (None, 100, 10),
        (None, 5_000, 50),
        ("3", 5_000, 3),
        ("0", 5_000, 0),
        ("2%", 5_000, 100),
        ("2%", 100, 10),
        ("0.5%", 9_999, 49),
    ],
)
def test_the_bound_is_a_number_or_a_share_that_is_at_least_ten(text: str | None, films: int, limit: int) -> None:
    assert (RejectBound() if text is None else RejectBound.parse(text)).limit(films) == limit


@pytest.mark.parametrize("text", ["", "-1", "many", "101%", "1.5", "%", "1e3"])
def test_a_bound_that_is_neither_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="must be a number of films or a share such as 2%"):
        MAX_REJECTS.parse(text)


@pytest.mark.parametrize(
    ("rejected", "bound", "ends"), [(10, None, False), (11, None, True), (2, 1, True), (1, 1, False)]
)
async def test_more_rejected_films_than_the_bound_end_the_reading(
    tmp_path: Path, rejected: int, bound: int | None, ends: bool
) -> None:
    rows = [tuple({**FILM, "id": f"f{n}", "title": "" if n < rejected else "Heat"}.values()) for n in range(20)]
    file = make_database(tmp_path / "a.db", rows)
    options: dict[str, Any] = {} if bound is None else {"max_rejects": RejectBound(count=bound)}

    if not ends:
        assert len((await read_sqlite(file, **options))[0]) == 20 - rejected
        return
    with pytest.raises(
        TooManyRejectsError, match=f"more than {rejected - 1} films were rejected, the last for: no title; see "
    ):
        await read_sqlite(file, **options)


async def test_values_that_are_left_out_do_not_count_towards_the_bound(tmp_path: Path) -> None:
    rows = [tuple({**FILM, "id": f"f{n}", "votes": -1}.values()) for n in range(50)]
    films, rejects = await read_sqlite(make_database(tmp_path / "a.db", rows), max_rejects=RejectBound(count=0))

    assert (len(films), sum(rejects.counts.values())) == (50, 50)


def test_a_folder_that_cannot_be_written_is_named_with_the_setting(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    log = RejectLog(tmp_path / "file" / "rejects", limit=5)

    with pytest.raises(SourceError, match=r"cannot write rejects to .*rejects: .*; name another folder in ETL_REJECTS"):
        log.value(Reject("film_work", 1, "title", "", "no title"))


_ANYTHING = (
    st.none()
    | st.text(max_size=30)
    | st.binary(max_size=20)
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.sampled_from(
        ["infinity", "0001-01-01", "9999-12-31 23:59:59", "NaN", "1e400", "[[[", '["a"]', "movie", "actor"]
    )
    | st.dates().map(str)
    | st.datetimes().map(str)
)
# What can be used: if nothing could, a load would end.
_USABLE: dict[str, tuple[Any, ...]] = {
    "films": tuple({**FILM, "id": "usable"}.values()),
    "genres": ("usable", "Drama", None),
    "people": ("usable", "Al Pacino"),
    "film_genres": ("usable", "usable", "usable"),
    "film_people": ("usable", "usable", "usable", "actor"),
}
_IDS = st.integers(0, 3) | st.sampled_from(["0", "1", "a", "A"]) | _ANYTHING


@settings(max_examples=60)
@given(
    films=st.lists(st.tuples(_IDS, *[_ANYTHING] * 4, st.just("movie") | _ANYTHING, *[_ANYTHING] * 4), max_size=5),
    genres=st.lists(st.tuples(_IDS, _ANYTHING, _ANYTHING), max_size=3),
    people=st.lists(st.tuples(_IDS, _ANYTHING), max_size=3),
    film_genres=st.lists(st.tuples(_ANYTHING, _IDS, _IDS), max_size=5),
    film_people=st.lists(st.tuples(_ANYTHING, _IDS, _IDS, st.just("actor") | _ANYTHING), max_size=5),
)
async def test_whatever_stands_in_the_columns_becomes_documents_or_rejects(
    tmp_path_factory: pytest.TempPathFactory, **rows: list[tuple[Any, ...]]
) -> None:
    rows = {table: [*anything, _USABLE[table]] for table, anything in rows.items()}
    file = make_database(tmp_path_factory.mktemp("any") / "a.db", **rows)
    mapping = file.with_name("catalogue.toml")
    # which only the user knows of columns that hold anything
    mapping.write_text("[values]\nrating_scale = 10\n[values.roles]\nactor = ['actor']\n", encoding="utf-8")
    films, rejects = await read_sqlite(file, mapping=str(mapping))

    assert len(films) + rejects.films == len(rows["films"])
    assert all(orjson.dumps(film_document(film)) for film in films)
