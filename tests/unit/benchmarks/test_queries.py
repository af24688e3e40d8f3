"""The queries of the relevance benchmark: what is typed, and which films answer it."""

from collections import Counter, defaultdict
from uuid import UUID

import pytest

from benchmarks.relevance.films import read_catalogue, titles_of
from benchmarks.relevance.queries import TARGETS, Query, QueryGenerator
from catalogue.model import Film
from tests.unit.benchmarks.test_typing_errors import damerau_distance

_SEED = 7
_COUNT = 300


@pytest.fixture(scope="module")
def films() -> dict[UUID, Film]:
    return {film.id: film for film in read_catalogue()}


@pytest.fixture(scope="module")
def generator(films: dict[UUID, Film]) -> QueryGenerator:
    return QueryGenerator(list(films.values()))


@pytest.fixture(scope="module")
def classes(generator: QueryGenerator) -> dict[str, list[Query]]:
    grouped = defaultdict(list)
    for query in (*generator.english(_SEED, _COUNT), *generator.russian(_SEED)):
        grouped[query.group].append(query)
    return grouped


def the_title(query: Query, films: dict[UUID, Film]) -> str:
    (answer,) = query.answers
    return films[answer].title


def test_each_class_has_hundreds_of_queries(generator: QueryGenerator, classes: dict[str, list[Query]]) -> None:
    assert {*classes, *(query.group for query in generator.spoken())} == set(TARGETS)
    counts = {name: len(queries) for name, queries in classes.items()}
    assert {count for name, count in counts.items() if not name.startswith("Russian")} == {_COUNT}
    assert min(counts.values()) >= _COUNT


def test_the_seed_decides_all_queries(generator: QueryGenerator, classes: dict[str, list[Query]]) -> None:
    again = [*generator.english(_SEED, _COUNT), *generator.russian(_SEED)]
    others = [*generator.english(_SEED + 1, _COUNT), *generator.russian(_SEED + 1)]

    assert again == [query for queries in classes.values() for query in queries]
    for name, queries in classes.items():
        assert queries != [query for query in others if query.group == name]


def test_an_exact_title_is_that_of_no_other_film(classes: dict[str, list[Query]], films: dict[UUID, Film]) -> None:
    titles = Counter(title for film in films.values() for title in {each.casefold() for each in titles_of(film)})

    for query in classes["exact title"]:
        assert query.text == the_title(query, films)
        assert titles[query.text.casefold()] == 1


# A letter typed between two that were swapped makes a distance of 3.
@pytest.mark.parametrize(("name", "distances"), [("one error", {1}), ("two errors", {1, 2, 3})])
def test_errors_are_one_edit_each(
    classes: dict[str, list[Query]], films: dict[UUID, Film], name: str, distances: set[int]
) -> None:
    for query in classes[name]:
        title = the_title(query, films)
        assert damerau_distance(title, query.text) in distances
        if name == "two errors":
            assert len(title.split()) >= 3


def test_half_a_title_is_how_at_most_ten_titles_begin(classes: dict[str, list[Query]], films: dict[UUID, Film]) -> None:
    for query in classes["half a title"]:
        title = the_title(query, films)
        half = title[: max(4, len(title) // 2)]
        assert query.text == half.strip() != title
        assert sum(film.title.casefold().startswith(half.casefold()) for film in films.values()) <= 10


def test_half_a_title_with_an_error_is_one_edit_from_it(
    classes: dict[str, list[Query]], films: dict[UUID, Film]
) -> None:
    for query in classes["half a title, one error"]:
        title = the_title(query, films)
        assert damerau_distance(title[: max(4, len(title) // 2)].strip(), query.text) == 1


def test_every_film_with_the_word_and_the_actor_answers(
    classes: dict[str, list[Query]], films: dict[UUID, Film]
) -> None:
    for query in classes["word and actor"]:
        word, _, actor = query.text.partition(" ")
        for film in (films[answer] for answer in query.answers):
            assert word.casefold() in " ".join(titles_of(film)).casefold()
            assert actor in [person.full_name for person in film.actors]
    assert any(len(query.answers) > 1 for query in classes["word and actor"])


def test_shuffled_words_are_those_of_the_title_in_another_order(
    classes: dict[str, list[Query]], films: dict[UUID, Film]
) -> None:
    for query in classes["words shuffled"]:
        words, typed = the_title(query, films).split(), query.text.split()
        assert typed != words
        assert sorted(typed) == sorted(words)


def test_only_halves_are_asked_of_suggest(classes: dict[str, list[Query]]) -> None:
    suggested = {query.group for queries in classes.values() for query in queries if query.is_suggest}

    assert suggested == {"half a title", "half a title, one error"}


def test_russian_titles_are_answered_by_every_film_of_that_title(classes: dict[str, list[Query]]) -> None:
    answers = {query.text: query.answers for query in classes["Russian on the English layout"]}

    assert len(answers["cjkzhbc"] if "cjkzhbc" in answers else answers["Cjkzhbc"]) == 2


def test_a_person_who_is_spoken_is_answered_by_all_of_their_films(
    generator: QueryGenerator, films: dict[UUID, Film]
) -> None:
    answers = {query.text: query.answers for query in generator.spoken()}

    assert len(answers) > 600
    assert answers["Том Хэнкс"] == {
        film.id
        for film in films.values()
        if "Tom Hanks" in {person.full_name for person in (*film.actors, *film.writers, *film.directors)}
    }


def test_the_three_latin_tables_take_turns(generator: QueryGenerator) -> None:
    texts = [
        {query.text for query in generator.russian(seed) if query.group == "Russian in Latin letters"}
        for seed in range(3)
    ]

    assert all({spelling} <= set().union(*texts) for spelling in ("Yëlki", "Yolki", "Elki"))
