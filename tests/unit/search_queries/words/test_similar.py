"""What a title tells of its series, and where what documents share may stand in them."""

import pytest
from elasticsearch.dsl import AsyncDocument, InnerDoc, Keyword, Object, Text

from search_queries import Similar, SimilarQuery
from search_queries.words.fields import title_words, whole_titles
from search_queries.words.similar import series_words


class Person(InnerDoc):
    id = Keyword()


class Credit(InnerDoc):
    person = Object(Person)


class Labels(InnerDoc):
    title = Text(fields={"raw": Keyword()})


class WorkDocument(AsyncDocument):
    id = Keyword()
    labels = Object(Labels)
    words = title_words()
    whole = whole_titles()
    credits = Object(Credit)

    class Index:
        name = "works"


class WorkSimilar(SimilarQuery, document=WorkDocument):
    like = Similar(title="labels.title.raw", titles=("words",), whole="whole", people=("credits.person.id",))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("The Godfather", ["the", "godfather"]),
        ("The Godfather Part II", ["the", "godfather"]),
        ("Rocky II", ["rocky"]),
        ("Dune: Part Two", ["dune"]),
        ("Harry Potter and the Sorcerer's Stone", ["harry", "potter"]),
        ("The Lord of the Rings: The Two Towers", ["the", "lord", "of", "the", "rings"]),
        ("Mad Max - Fury Road", ["mad", "max"]),
        ("12 Monkeys", ["12", "monkeys"]),
        ("1917", ["1917"]),
        ("Брат 2", ["брат"]),
        ("It Chapter Two", []),
        ("It", []),
        ("...", []),
        ("", []),
    ],
)
def test_a_series_is_told_by_the_first_two_words_that_are_not_common(title: str, words: list[str]) -> None:
    assert series_words(title) == words


def test_what_is_shared_may_stand_in_objects_within_objects_and_in_subfields() -> None:
    work = {"id": "1", "labels": {"title": "Alien"}, "credits": [{"person": {"id": "scott"}}]}
    similar = WorkSimilar.parse(b"")
    query = str(similar.build(work).to_dict())

    assert set(similar.needed) == {"id", "labels", "credits"}
    assert "{'credits.person.id': {'value': 'scott'}}" in query
    assert "{'words.words': {'value': 'alien'}}" in query
