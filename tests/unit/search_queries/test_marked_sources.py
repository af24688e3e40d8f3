"""What is marked is read from a hit's source, which holds one text or several, in objects or not, or none."""

from typing import Any

import pytest
from elasticsearch.dsl import AsyncDocument, Keyword, Object, Text

from search_queries import Highlight, Page, SearchQuery, Sort, Words
from search_queries.words.fields import title_length, title_words, whole_titles


class VenueDocument(AsyncDocument):
    id = Keyword()
    name = Keyword()
    words = title_words()
    whole = whole_titles()
    length = title_length()
    owner = Object(properties={"name": Keyword(), "alias": Keyword(), "city": Object(properties={"name": Keyword()})})
    about = Object(properties={"title": Keyword(), "text": Text()})

    class Index:
        name = "venues"


class VenueSearch(SearchQuery, document=VenueDocument):
    query = Words(titles=("words",), whole="whole", length="length", doc="Words")
    highlight = Highlight(
        titles=("name", "about.title"), people=("owner.name", "owner.alias", "owner.city.name"), text="about.text"
    )
    sort = Sort("name", default="name")
    page = Page()


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ({"name": "Red Hall"}, {"name": "<mark>Red</mark> Hall"}),
        ({"name": ["Red Hall", "Blue Hall"]}, {"name": ["<mark>Red</mark> Hall"]}),
        ({"owner": {"name": "Red"}}, {"owner": "<mark>Red</mark>"}),
        ({"owner": [{"name": "Red"}, {"alias": "Al"}, {}, None]}, {"owner": ["<mark>Red</mark>"]}),
        ({"owner": {"name": ["Al", "Red"]}}, {"owner": ["<mark>Red</mark>"]}),
        ({"owner": {"name": "Red", "alias": "Red A"}}, {"owner": ["<mark>Red</mark>", "<mark>Red</mark> A"]}),
        ({"owner": {"city": {"name": "Red Bank"}}}, {"owner": "<mark>Red</mark> Bank"}),
        ({"about": {"text": "All is red."}}, {"about": "All is <mark>red</mark>."}),
        ({"about": {"text": ["Blue", "Red", "red"]}}, {"about": "<mark>Red</mark>"}),
        (
            {"about": {"title": "Red", "text": "All is red."}},
            {"about": ["<mark>Red</mark>", "All is <mark>red</mark>."]},
        ),
        (
            {"about": [{"title": "Red"}, {"title": "Red 2", "text": "red"}]},
            {"about": ["<mark>Red</mark>", "<mark>Red</mark> 2", "<mark>red</mark>"]},
        ),
        ({"name": None, "owner": None, "about": None}, {}),
        ({"name": [], "owner": [], "about": []}, {}),
        ({}, {}),
    ],
)
def test_texts_are_marked_wherever_a_source_has_them(source: dict[str, Any], marked: dict[str, Any]) -> None:
    highlighter = VenueSearch.parse(b"query=red&highlight=true").highlighter(is_closest=False)

    assert highlighter is not None
    assert highlighter.mark(source) == marked


def test_a_subfield_is_marked_where_documents_hold_it() -> None:
    class LawDocument(VenueDocument):
        title = Text(fields={"raw": Keyword()})
        acts = Object(properties={"title": Text(fields={"raw": Keyword()})})

        class Index:
            name = "laws"

    class LawSearch(VenueSearch, document=LawDocument):
        highlight = Highlight(titles=("title.raw", "acts.title.raw"))

    search = LawSearch.parse(b"query=red&highlight=true")
    highlighter = search.highlighter(is_closest=False)

    assert search.highlighted == ["title", "acts.title"]
    assert highlighter is not None
    assert highlighter.mark({"title": "Red", "acts": [{"title": "Red"}]}) == {
        "title": "<mark>Red</mark>",
        "acts": ["<mark>Red</mark>"],
    }
