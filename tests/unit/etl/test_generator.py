"""Generated films: the same for the same seed, and uneven."""

import hashlib
import itertools
import json
import os
import subprocess
import sys
import tracemalloc
from collections import Counter, deque
from pathlib import Path
from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import ROLES, Film
from etl.sources import vocabulary
from etl.sources.generator import generate_films

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def films() -> list[Film]:
    return list(generate_films(20_000, persons=10_000))


def generate_in_a_process(*options: str, hash_seed: str = "0") -> bytes:
    command = [sys.executable, "-m", "etl", "generate", "--films", "500", *options]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout


def test_a_seed_gives_the_same_films_in_every_process() -> None:
    output = generate_in_a_process("--seed", "7", hash_seed="1")
    assert output == generate_in_a_process("--seed", "7", hash_seed="2")
    assert output.count(b"\n") == 500
    assert hashlib.sha256(output).hexdigest() == "e2b1fada75f03358f2ba6e0f0e10c7ddfafe2e721e3d28c468e8e958a8fb6176"


def test_the_films_share_as_many_people_as_asked_for() -> None:
    films = [json.loads(line) for line in generate_in_a_process("--persons", "5").splitlines()]
    assert len({person["id"] for film in films for role in ROLES for person in film[f"{role}s"]}) == 5


@given(seed=st.integers(0, 2**32), count=st.integers(0, 20), more=st.integers(0, 20))
def test_a_smaller_count_gives_the_first_films_of_a_greater(seed: int, count: int, more: int) -> None:
    greater = list(generate_films(count + more, seed, persons=50))
    assert list(generate_films(count, seed, persons=50)) == greater[:count]


def test_another_seed_gives_other_films() -> None:
    first, second = (next(generate_films(1, seed, persons=50)) for seed in (1, 2))
    assert first.id != second.id


@given(seed=st.integers(0, 2**32))
def test_nobody_stands_twice_in_a_role(seed: int) -> None:
    for film in generate_films(20, seed, persons=5):
        for role in (film.actors, film.writers, film.directors, film.genres):
            assert len(set(role)) == len(role)


def test_ids_differ_and_texts_are_composed(films: list[Film]) -> None:
    assert len({film.id for film in films}) == len(films)
    assert {film.id.version for film in films} == {4}
    for film in films[:2_000]:
        texts = (film.title, *film.alternative_titles, *(person.full_name for person in film.actors))
        assert all(is_normalized("NFC", text) for text in texts)


def test_there_are_120_genres_and_all_are_used(films: list[Film]) -> None:
    assert len(set(vocabulary.GENRES)) == 120
    assert len({genre for film in films for genre in film.genres}) == 120


def test_the_catalogue_is_as_uneven_as_the_world(films: list[Film]) -> None:
    credited = Counter(person for film in films for person in {*film.actors, *film.writers, *film.directors})
    assert credited.most_common(1)[0][1] >= 500
    assert 10 <= sum(count >= 100 for count in credited.values()) <= 200
    assert sorted(credited.values())[len(credited) // 2] <= 20
    titles = Counter(film.title for film in films)
    assert 0.2 < sum(count for count in titles.values() if count > 1) / len(films) < 0.9
    assert Counter(film.modified for film in films).most_common(1)[0][1] >= 100
    assert max(len(film.actors) for film in films) >= 30


@pytest.mark.parametrize(
    "field", ["imdb_rating", "votes", "release_date", "release_year", "description", "original_title"]
)
def test_every_optional_value_is_missing_now_and_then(films: list[Film], field: str) -> None:
    missing = sum(getattr(film, field) is None for film in films)
    assert 0 < missing < len(films)


def test_values_keep_their_bounds(films: list[Film]) -> None:
    for film in films:
        assert film.imdb_rating is None or 0 <= film.imdb_rating <= 10
        assert film.votes is None or 0 <= film.votes <= 3_000_000
        assert film.release_date is None or film.release_date.year == film.release_year


def test_titles_are_in_several_alphabets(films: list[Film]) -> None:
    assert any("ё" in film.title for film in films)
    assert any("ê" in film.title for film in films)
    assert any("'" in film.title for film in films)


def test_memory_grows_neither_with_the_films_nor_with_the_people() -> None:
    tracemalloc.start()
    try:
        films = generate_films(10_000, persons=1_000_000)
        deque(itertools.islice(films, 4_000), maxlen=0)
        before, _ = tracemalloc.get_traced_memory()
        deque(films, maxlen=0)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 1_000_000  # 6,000 films kept would be ten times as much
