"""The JSON Schema of a parameter allows what a search takes, and nothing that it refuses."""

from collections.abc import Sequence
from functools import cache
from unicodedata import normalize
from urllib.parse import urlencode

import pytest
from elasticsearch.dsl import AsyncDocument, Double, Keyword
from hypothesis import given
from hypothesis import strategies as st
from openapi_schema_validator import OAS31Validator

from search_queries import InvalidQueryError, Page, SearchQuery, Sort, Terms

_KEYS = ("price", "-price", "title", "-title")
# All controls and spaces, those that only JavaScript takes for one, and what stands around them.
_OF_NOTE = [
    *range(0x100),
    0x167F,
    0x1680,
    0x1681,
    0x180E,
    *range(0x1FFF, 0x2070),
    *range(0x2FFF, 0x3002),
    0xFEFF,
    0x10FFFF,
]
# A letter that Unicode NFC writes as two, and two that it writes as one.
_GROWS, _SHRINKS = "\u0958", "e\u0301"


class ToyDocument(AsyncDocument):
    id = Keyword()
    title = Keyword()
    price = Double()

    class Index:
        name = "toys"


class ToySearch(SearchQuery, document=ToyDocument):
    title = Terms("title", doc="Titles")
    sort = Sort("price", "title", default="-price")
    page = Page()


@cache
def documented(name: str) -> OAS31Validator:
    (schema,) = [about["schema"] for about in ToySearch.openapi_parameters() if about["name"] == name]
    return OAS31Validator(schema)


def codes(**parameters: str) -> list[str]:
    """The codes of the faults."""
    try:
        ToySearch.parse(urlencode(parameters).encode())
    except InvalidQueryError as error:
        return [fault.code for fault in error.faults]
    return []


def test_free_text_may_have_every_character_but_controls_and_not_only_spaces() -> None:
    for character in map(chr, _OF_NOTE):
        for text in (character, f"a{character}a"):
            assert documented("title").is_valid([text]) == (not codes(title=text)), ascii(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a" * 256, []),
        ("a" * 257, ["too_long"]),
        (" " + "a" * 256, ["too_long"]),
        (_SHRINKS * 128, []),
        (_SHRINKS * 129, ["too_long"]),
        (" ", ["empty_value"]),
        ("\u3000", ["empty_value"]),
    ],
)
def test_the_length_of_free_text_is_that_of_the_text_as_it_was_sent(text: str, found: list[str]) -> None:
    assert codes(title=text) == found
    assert documented("title").is_valid([text]) == (not found)


def test_a_text_that_is_too_long_for_a_link_is_refused() -> None:
    assert len(normalize("NFC", _GROWS)) == 2
    taken = ToySearch.parse(urlencode({"title": _GROWS * 128}).encode())

    assert ToySearch.parse(taken.canonical().encode()) == taken
    assert codes(title=_GROWS * 129) == ["too_long"]


@given(st.lists(st.sampled_from(_KEYS), min_size=1, max_size=4))
def test_a_sort_names_each_key_once(keys: Sequence[str]) -> None:
    assert documented("sort").is_valid(list(keys)) == (not codes(sort=",".join(keys)))


@pytest.mark.parametrize("text", ["", " ", "a b", "é", "WzFd=", "a" * 6001])
def test_a_cursor_has_the_letters_of_base64url(text: str) -> None:
    assert not documented("cursor").is_valid(text)
    assert codes(cursor=text)
