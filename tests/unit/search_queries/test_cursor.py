"""Cursors: written, read, and refused."""

from base64 import urlsafe_b64encode
from contextlib import suppress
from typing import Any

import pytest
from elasticsearch.dsl import AsyncDocument, Date, Double, Integer, Keyword, Text
from hypothesis import example, given
from hypothesis import strategies as st

from search_queries import (
    Facets,
    InvalidQueryError,
    Page,
    SearchParts,
    SearchQuery,
    Sort,
    Terms,
    TermsFacet,
    TermsValue,
    Words,
)
from search_queries.cursor import Cursor, WrongCursorError
from search_queries.words.fields import title_length, title_words, whole_titles


class ShopDocument(AsyncDocument):
    id = Keyword()
    name = Text(fields={"raw": Keyword()})
    words = title_words()
    whole = whole_titles()
    length = title_length()
    city = Keyword()
    rating = Double()
    staff = Integer()
    opened = Date()

    class Index:
        name = "shops"


class ShopSearch(SearchQuery, document=ShopDocument):
    query = Words(titles=("words",), whole="whole", length="length", doc="Words")
    city = Terms("city", doc="Cities")
    facets = Facets(city=TermsFacet("city"))
    sort = Sort("rating", "staff", "opened", name="name.raw", default="-rating")
    page = Page(size=10, max_size=20, count_up_to=1_000)


def cursor_of(raw: str, *values: Any) -> str:
    """The cursor of a search after a shop with these sort values."""
    after = ShopSearch.parse(raw.encode()).after(values)
    assert after is not None
    return str(after.page.cursor)


def faults(raw: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidQueryError) as caught:
        ShopSearch.parse(raw.encode())
    return [(fault.parameter, fault.code) for fault in caught.value.faults]


WRONG = [("cursor", "wrong_cursor")]


def test_the_page_after_a_hit_asks_for_one_more_than_it_shows() -> None:
    search = ShopSearch.parse(f"city=Paris&page_size=5&cursor={cursor_of('city=Paris', 7.3, 'a')}".encode())

    assert search.build().to_dict() == {
        "query": {"bool": {"filter": [{"terms": {"city": ["Paris"]}}]}},
        "sort": [{"rating": {"order": "desc", "missing": "_last"}}, {"id": {"order": "desc"}}],
        "search_after": [7.3, "a"],
        "size": 6,
        "track_total_hits": 1_000,
    }
    assert search.describe() == "shops with city Paris, 5 after 7.3, a"


@pytest.mark.parametrize(
    ("sort", "values"),
    [
        ("rating", ("Infinity", "a")),
        ("-rating", ("-Infinity", "a")),
        ("-rating", (8, "a")),
        ("staff", (2**31 - 1, "a")),
        ("-staff", (-(2**31), "a")),
        ("opened", (-2_333_145_600_000, "a")),
        ("-opened", (-(2**63), "a")),
        ("name", ('Amélie, Ёлка & 七人 "x"', "a")),
        ("name", (None, "a")),
        ("-staff,name", (3, "", "a")),
    ],
)
def test_a_cursor_is_read_back(sort: str, values: tuple[Any, ...]) -> None:
    search = ShopSearch.parse(f"sort={sort}&cursor={cursor_of(f'sort={sort}', *values)}".encode())

    assert search.page.cursor is not None
    assert search.page.cursor.values == values
    assert ShopSearch.parse(search.canonical().encode()) == search


def test_a_cursor_holds_for_pages_of_any_size_and_for_each_way_to_ask_for_the_same() -> None:
    cursor = cursor_of("city=Paris&city=Lyon&sort=-rating&page_size=3", 7.3, "a")

    for raw in ("city=Lyon&city=Paris", "city=Paris&city=Lyon&page_size=20", "sort=-rating&city=Lyon&city=Paris"):
        assert ShopSearch.parse(f"{raw}&cursor={cursor}".encode()).page.cursor == Cursor.read(cursor)


@pytest.mark.parametrize(
    "raw",
    ["", "city=Lyon", "city=Paris&city=Lyon", "city__not=Paris", "city=Paris&sort=rating", "city=Paris&sort=name"],
)
def test_the_cursor_of_another_search_is_refused(raw: str) -> None:
    assert faults(f"{raw}&cursor={cursor_of('city=Paris', 7.3, 'a')}") == WRONG


def test_a_walk_may_begin_and_cease_to_count() -> None:
    plain, counted = (cursor_of(raw, 7.3, "a") for raw in ("city=Paris", "city=Paris&facets=city"))

    assert plain == counted
    assert ShopSearch.parse(f"city=Paris&facets=city&cursor={plain}".encode()).facets == ("city",)


def test_the_cursor_of_another_index_is_refused() -> None:
    class OtherDocument(ShopDocument):
        class Index:
            name = "others"

    class OtherSearch(ShopSearch, document=OtherDocument):
        pass

    cursor = cursor_of("", 7.3, "a")
    with pytest.raises(InvalidQueryError, match="the cursor is of another search"):
        OtherSearch.parse(f"cursor={cursor}".encode())


def test_order_of_relevance_has_no_cursor() -> None:
    assert ShopSearch.parse(b"query=bread").after([1.5, "a"]) is None
    assert faults(f"query=bread&cursor={cursor_of('query=bread&sort=-rating', 7.3, 'a')}") == WRONG
    assert ShopSearch.parse(b"query=bread&sort=name").after(["x", "a"]) is not None


def test_an_order_by_keys_of_a_kind_of_ones_own_has_no_cursor() -> None:
    class CityFirst(Terms):
        """Cities whose shops come first."""

        def contribute(self, value: TermsValue, parts: SearchParts) -> None:
            parts.sort.append({"city": {"order": "asc"}})

    class SortedSearch(ShopSearch):
        city = CityFirst("city", doc="Cities")

    search = SortedSearch.parse(b"city=Brno")
    keys = search.build().to_dict()["sort"]

    assert len(keys) == 3
    assert search.after(["Brno", 4.5, "a"]) is None


def test_a_page_has_a_number_or_a_cursor() -> None:
    assert faults(f"page_number=2&cursor={cursor_of('', 7.3, 'a')}") == WRONG
    assert faults("page_number=2&cursor=x") == [*WRONG, *WRONG]


def test_a_wrong_cursor_is_named_among_the_other_faults() -> None:
    assert faults("city=&cursor=x") == [("city", "empty_value"), *WRONG]


@given(st.data())
def test_a_changed_or_cut_cursor_is_refused(data: st.DataObject) -> None:
    cursor = cursor_of("sort=name", "Amélie", "a")
    place = data.draw(st.integers(0, len(cursor) - 1))
    letter = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.~"))
    changed = data.draw(
        st.sampled_from((cursor[:place], cursor[:place] + letter + cursor[place + 1 :], cursor + letter))
    )

    if changed not in ("", cursor):
        assert faults(f"sort=name&cursor={changed}") == WRONG


@given(st.text(max_size=40))
@example("W10")
@example("AAAAAAAAW10")
def test_no_other_text_is_a_cursor(text: str) -> None:
    with pytest.raises(WrongCursorError):
        Cursor.read(text)


@given(
    st.sampled_from(["rating", "staff", "opened", "name"]),
    st.lists(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers(), max_size=2)),
        max_size=3,
    ),
)
@example("rating", [10**400, "a"])
@example("-rating", [2**63, "a"])
@example("staff", [-(2**63) - 1, "a"])
def test_a_forged_cursor_is_a_fault_or_has_values_that_the_engine_takes(sort: str, values: list[Any]) -> None:
    digest = ShopSearch.parse(f"sort={sort}".encode())._digest()
    forged = str(Cursor(digest, tuple(values)))

    search = None
    with suppress(InvalidQueryError):
        search = ShopSearch.parse(f"sort={sort}&cursor={forged}".encode())
    if search is None:
        return
    first, last = search.build().to_dict()["search_after"]
    kinds = {"rating": int | float | str, "staff": int, "opened": int, "name": str | None}
    assert isinstance(first, kinds[sort.removeprefix("-")])
    assert not isinstance(first, bool)
    assert not isinstance(first, int) or first in range(-(2**63), 2**63)
    assert last is None or isinstance(last, str)


def test_a_cursor_of_an_older_format_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr("search_queries.cursor._VERSION", 0)
        cursor = cursor_of("", 7.3, "a")

    assert faults(f"cursor={cursor}") == WRONG


def test_a_payload_that_is_no_list_is_refused() -> None:
    for payload in (b"{}", b"1", b"[]", b"[1]", b"[" * 9_000, b"\xff"):
        with pytest.raises(WrongCursorError):
            Cursor.read(urlsafe_b64encode(b"123456" + payload).decode().rstrip("="))
