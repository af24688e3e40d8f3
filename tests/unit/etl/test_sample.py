"""The sample: what it holds, that its ids never change, and that a broken line is named."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args
from unicodedata import is_normalized, normalize
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import Film, FilmType
from etl.errors import SourceError
from etl.sources.sample import MODIFIED, film_id, genre_id, person_id, read_sample

LINE: dict[str, Any] = {
    "title": "Solaris",
    "original_title": "Солярис",
    "alternative_titles": ["Солярис"],
    "type": "movie",
    "release_year": 1972,
    "release_date": "1972-05-13",
    "imdb_rating": 8.0,
    "votes": 99000,
    "genres": ["Drama", "Science Fiction"],
    "directors": ["Andrei Tarkovsky"],
    "writers": ["Stanisław Lem", "Andrei Tarkovsky"],
    "actors": ["Donatas Banionis", "Natalya Bondarchuk"],
    "description": "A psychologist visits a station above a planet that thinks.",
}


@pytest.fixture(scope="module")
def films() -> list[Film]:
    return read_sample()


def test_the_sample_is_a_catalogue(films: list[Film]) -> None:
    assert len(films) >= 500
    assert sum(film.type == "tv_show" for film in films) >= 40
    assert sum(is_cyrillic(film.original_title or film.title) for film in films) >= 60  # Soviet and Russian
    assert len({genre.name for film in films for genre in film.genres}) >= 20
    decades = {film.release_year // 10 * 10 for film in films if film.release_year is not None}
    assert set(range(1920, 2030, 10)) <= decades
    directed = Counter(director.full_name for film in films for director in film.directors)
    assert sum(count >= 3 for count in directed.values()) >= 10


def test_the_films_of_the_sample_say_who_made_them_and_what_they_tell(films: list[Film]) -> None:
    for film in films:
        assert film.description, film.title
        assert film.release_year, film.title
        assert film.actors or film.writers, film.title
        assert film.type == "tv_show" or film.directors, film.title


@pytest.mark.parametrize("title", ["It", "It Follows", "Her", "Us", "Up", "M", "8½", "1917", "WALL·E", "Amélie"])
def test_the_sample_has_the_titles_that_searches_fail_on(films: list[Film], title: str) -> None:
    assert title in {film.title for film in films}


@pytest.mark.parametrize(
    ("russian", "titles"),
    [("Ёлки", {"Six Degrees of Celebration"}), ("Она", {"Her"}), ("Мы", {"Us"}), ("Оно", {"It", "It Follows"})],
)
def test_the_sample_has_the_russian_titles_that_searches_fail_on(
    films: list[Film], russian: str, titles: set[str]
) -> None:
    assert {film.title for film in films if russian in (film.original_title, *film.alternative_titles)} == titles


@pytest.mark.parametrize("title", ["Solaris", "Dune"])
def test_the_sample_has_films_of_the_same_title(films: list[Film], title: str) -> None:
    assert len([film for film in films if film.title == title]) >= 2


def test_the_sample_has_a_film_that_nobody_rated(films: list[Film]) -> None:
    assert any(film.imdb_rating is None for film in films)


def test_ids_are_the_same_for_ever() -> None:
    assert film_id("movie", "Solaris", 1972) == UUID("f93ae2bd-f393-5d59-b008-daaa6336acf1")
    assert film_id("movie", "Solaris", 2002) == UUID("0722b9c3-cca4-56a4-9b46-d5bfe16100de")
    assert person_id("Andrei Tarkovsky") == UUID("485a3614-4c66-5da0-a175-d2c5ca24c44a")
    assert genre_id("Drama") == UUID("73e68242-8e5f-5086-b576-a5e6ca2d5da3")


@given(
    first=st.tuples(st.sampled_from(get_args(FilmType)), st.text(), st.integers(1888, 2100)),
    second=st.tuples(st.sampled_from(get_args(FilmType)), st.text(), st.integers(1888, 2100)),
)
def test_films_share_an_id_only_with_type_title_and_year(first: Any, second: Any) -> None:
    assert (film_id(*first) == film_id(*second)) == (first == second)


def test_a_line_becomes_a_row(tmp_path: Path) -> None:
    write(tmp_path / "films.jsonl", LINE)
    (film,) = read_sample(tmp_path)
    assert film.id == film_id("movie", "Solaris", 1972)
    assert (film.title, film.alternative_titles, film.release_year) == ("Solaris", ("Солярис",), 1972)
    assert [person.full_name for person in film.writers] == ["Stanisław Lem", "Andrei Tarkovsky"]
    assert film.writers[1] == film.directors[0]
    assert [genre.name for genre in film.genres] == ["Drama", "Science Fiction"]
    assert film.modified == MODIFIED


@given(name=st.text(st.characters(exclude_categories=("Z", "C")), min_size=1))
def test_every_text_is_composed(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("sample")
    decomposed = normalize("NFD", name)
    write(folder / "films.jsonl", LINE | {"title": decomposed, "actors": [decomposed], "genres": [decomposed]})
    (film,) = read_sample(folder)
    assert film.title == normalize("NFC", name)
    assert film.id == film_id("movie", film.title, 1972)
    assert all(is_normalized("NFC", text) for text in (film.actors[0].full_name, film.genres[0].name))


def test_files_are_read_by_name_and_lines_in_order(tmp_path: Path) -> None:
    write(tmp_path / "b.jsonl", LINE | {"title": "B"})
    write(tmp_path / "a.jsonl", LINE | {"title": "A2"}, LINE | {"title": "A1"})
    assert [film.title for film in read_sample(tmp_path)] == ["A2", "A1", "B"]


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    write(tmp_path / "films.jsonl", LINE | {"title": "So\u0085laris", "description": "One."})
    with pytest.raises(SourceError, match=r"films\.jsonl:1: title: .* single spaces"):
        read_sample(tmp_path)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"imdb_rating": 10.5}, "imdb_rating: Input should be less than or equal to 10"),
        ({"release_year": "1972"}, "release_year: Input should be a valid integer"),
        ({"release_year": 1973}, "release_date 1972-05-13 is not in release_year 1973"),
        ({"release_date": "13.05.1972"}, "release_date: Input should be a valid date"),
        ({"type": "film"}, "type: Input should be 'movie' or 'tv_show'"),
        ({"title": ""}, "title: String should have at least 1 character"),
        ({"title": "Solaris "}, "title: Value error, must have single spaces and none at its ends"),
        ({"genres": []}, "genres: Tuple should have at least 1 item"),
        ({"actors": ["Donatas Banionis"] * 2}, "actors: Value error, must not repeat Donatas Banionis"),
        ({"votes": 2**31}, "votes: Input should be less than or equal to 2147483647"),
        ({"rating": 8}, "rating: Extra inputs are not permitted"),
    ],
)
def test_a_broken_line_is_named_with_its_fault(tmp_path: Path, change: dict[str, Any], fault: str) -> None:
    write(tmp_path / "films.jsonl", LINE | {"title": "Mirror"}, LINE | change)
    with pytest.raises(SourceError) as refusal:
        read_sample(tmp_path)
    assert str(refusal.value).startswith(f"{tmp_path / 'films.jsonl'}:2: ")
    assert fault in str(refusal.value)


@pytest.mark.parametrize("key", list(LINE))
def test_every_key_must_be_there(tmp_path: Path, key: str) -> None:
    write(tmp_path / "films.jsonl", {name: value for name, value in LINE.items() if name != key})
    with pytest.raises(SourceError, match=f"{key}: Field required"):
        read_sample(tmp_path)


@pytest.mark.parametrize("text", [b"", b"{", b"\xff", b"null"])
def test_a_line_that_is_no_object_is_named(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "films.jsonl").write_bytes(text + b"\n")
    with pytest.raises(SourceError, match=r"films\.jsonl:1: "):
        read_sample(tmp_path)


def test_a_film_that_stood_before_is_refused_with_both_places(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", LINE)
    write(tmp_path / "b.jsonl", LINE | {"original_title": None})
    with pytest.raises(SourceError, match=r"b\.jsonl:1: Solaris \(1972\) is already at .*a\.jsonl:1"):
        read_sample(tmp_path)


def test_a_folder_without_films_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="the sample is not there"):
        read_sample(tmp_path / "nowhere")


def is_cyrillic(text: str) -> bool:
    return any("а" <= letter <= "я" for letter in text.lower())


def write(path: Path, *lines: dict[str, Any]) -> None:
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
