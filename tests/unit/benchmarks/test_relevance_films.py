"""The catalogue that the relevance benchmark searches."""

from collections import Counter

from benchmarks.relevance.films import read_cases, read_catalogue, read_real_films


def test_the_catalogue_holds_each_film_once() -> None:
    films = read_catalogue()

    assert len(films) > 18_000
    assert max(Counter(film.id for film in films).values()) == 1


def test_every_case_has_a_film_that_answers_it() -> None:
    for films in (read_real_films(), read_catalogue()):
        for case in read_cases().cases:
            assert any(case.is_answered_by(film.title, film.release_year) for film in films), case.query


def test_a_film_of_the_cases_replaces_the_real_one() -> None:
    found = [film for film in read_real_films() if (film.title, film.release_year) == ("The Matrix", 1999)]

    assert [film.alternative_titles for film in found] == [("Матрица",)]


def test_there_are_33_cases_each_with_its_source() -> None:
    cases = read_cases().cases

    assert len(cases) == 33
    assert all(case.source and case.expect and case.within >= 1 for case in cases)
