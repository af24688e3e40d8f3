"""A query string becomes a typed value, or an error that lists every fault."""

from contextlib import suppress
from datetime import date
from operator import eq, ge, gt, le, lt
from random import Random
from typing import Annotated, Literal
from urllib.parse import urlencode
from uuid import UUID

import pytest
from elasticsearch.dsl import AsyncDocument, Date, Double, Keyword, Short, Text, normalizer
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from search_queries import InvalidQueryError, Page, Range, SearchQuery, Sort, Terms, UrlParameter, Words
from search_queries.querystring import read_pairs, write_pairs
from search_queries.words.fields import title_length, title_words, whole_titles

_folded = normalizer("folded", filter=["lowercase"])
_ID = "11111111-1111-4111-8111-111111111111"
_OTHER_ID = "22222222-2222-4222-8222-222222222222"


class BookDocument(AsyncDocument):
    id = Keyword()
    title = Text(fields={"raw": Keyword(normalizer=_folded)})
    words = title_words()
    whole = whole_titles()
    length = title_length()
    genre = Keyword(normalizer=_folded)
    author_id = Keyword()
    kind = Keyword()
    price = Double()
    year = Short()
    printed = Date()

    class Index:
        name = "books"


class BookSearch(SearchQuery, document=BookDocument):
    query = Words(titles=("words",), whole="whole", length="length", doc="Words")
    genre = Terms("genre", prefix=True, doc="Genres")
    author_id = Terms("author_id", of=UUID, doc="Authors")
    kind = Terms("kind", of=Literal["novel", "play"], all_of=False, doc="Kinds")
    price = Range("price", ge=0, le=100, doc="Price")
    year = Range("year", doc="Year")
    printed = Range("printed", doc="Day")
    sort = Sort("price", "year", title="title.raw", default="-price")
    page = Page(size=10, max_size=50)


def faults(raw: bytes) -> list[tuple[str, str]]:
    with pytest.raises(InvalidQueryError) as caught:
        BookSearch.parse(raw)
    return [(fault.parameter, fault.code) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"titel=x", [("titel", "unknown_parameter")]),
        (b"Query=x", [("Query", "unknown_parameter")]),
        (b"=x", [("", "unknown_parameter")]),
        (b"genre__gte=x", [("genre__gte", "unknown_lookup")]),
        (b"kind__all=novel", [("kind__all", "unknown_lookup")]),
        (b"query=", [("query", "empty_value")]),
        (b"query", [("query", "empty_value")]),
        (b"query=%20+", [("query", "empty_value")]),
        (b"year=", [("year", "empty_value")]),
        (b"genre=a&genre=", [("genre", "empty_value")]),
        (f"author_id={_ID},,{_OTHER_ID}".encode(), [("author_id", "empty_value")]),
        (b"sort=price,", [("sort", "empty_value")]),
        (b"query=a&query=b", [("query", "repeated")]),
        (b"page_size=5&page_size=5", [("page_size", "repeated")]),
        (b"sort=price&sort=year", [("sort", "repeated")]),
        (b"sort=price,-price", [("sort", "repeated")]),
        (b"query=" + b"a" * 257, [("query", "too_long")]),
        (b"query=%FF", [("query", "bad_encoding")]),
        (b"query=\xff", [("query", "bad_encoding")]),
        (b"query=%ED%A0%80", [("query", "bad_encoding")]),
        (b"query=a%00b", [("query", "bad_encoding")]),
        (b"query=a%0Ab", [("query", "bad_encoding")]),
        (b"query=50%", [("query", "bad_encoding")]),
        (b"query=%zz", [("query", "bad_encoding")]),
        (b"%FF=1", [("%FF", "bad_encoding")]),
        (b"price=abc", [("price", "wrong_type")]),
        (b"price=11e1", [("price", "out_of_range")]),
        (b"price=-0.1", [("price", "out_of_range")]),
        (b"price=NaN", [("price", "wrong_type")]),
        (b"price=Infinity", [("price", "wrong_type")]),
        (b"price=0x1", [("price", "wrong_type")]),
        (b'price="1"', [("price", "wrong_type")]),
        (b"price=[1]", [("price", "wrong_type")]),
        (b"price=true", [("price", "wrong_type")]),
        (b"price=null", [("price", "wrong_type")]),
        (b"price=1,2", [("price", "wrong_type")]),
        (b"year=1_000", [("year", "wrong_type")]),
        ("year=１９９９".encode(), [("year", "wrong_type")]),
        (b"year=1999.5", [("year", "wrong_type")]),
        (b"year=99999", [("year", "out_of_range")]),
        (b"year=" + b"9" * 5000, [("year", "wrong_type")]),
        (b"year__exists=1", [("year__exists", "wrong_type")]),
        (b"year__exists=True", [("year__exists", "wrong_type")]),
        (b"printed=2024-02-30", [("printed", "wrong_type")]),
        (b"printed=1700000000", [("printed", "wrong_type")]),
        (b"printed=1704067200", [("printed", "wrong_type")]),  # a midnight
        (b"printed=2024-01-01T00:00:00Z", [("printed", "wrong_type")]),
        (b"printed=20240101", [("printed", "wrong_type")]),
        ("printed=２０２４-01-01".encode(), [("printed", "wrong_type")]),
        (b"kind=film", [("kind", "not_allowed")]),
        (b"kind=novel,film", [("kind", "not_allowed")]),
        (b"author_id=12", [("author_id", "wrong_type")]),
        (f"author_id={{{_ID}}}".encode(), [("author_id", "wrong_type")]),
        (f"author_id=urn:uuid:{_ID}".encode(), [("author_id", "wrong_type")]),
        (f"author_id={_ID.replace('-', '')}".encode(), [("author_id", "wrong_type")]),
        (b"author_id=1-1111111-1111-4111-8111-111111111111", [("author_id", "wrong_type")]),
        ("author_id=１1111111-1111-4111-8111-111111111111".encode(), [("author_id", "wrong_type")]),
        (b"sort=prize", [("sort", "not_allowed")]),
        (b"sort=--price", [("sort", "not_allowed")]),
        (b"page_number=0", [("page_number", "out_of_range")]),
        (b"page_size=51", [("page_size", "out_of_range")]),
        (b"page_number=1001", [("page_number", "page_window")]),
        (b"page_number=201&page_size=50", [("page_number", "page_window")]),
        (b"price__gte=3&price__lte=2", [("price", "empty_range")]),
        (b"price=3&price__lte=2", [("price", "empty_range")]),
        (b"price__gt=2&price__lte=2", [("price", "empty_range")]),
        (b"price__gt=2&price__lt=2", [("price", "empty_range")]),
        (b"price=2&price__lt=2", [("price", "empty_range")]),
        (b"year__gt=1950&year__lt=1951", [("year", "empty_range")]),
        (b"year__gt=32767&year__gte=32767&year__lte=32767", [("year", "empty_range")]),
        (b"printed__gt=2024-12-31&printed__lt=2025-01-01", [("printed", "empty_range")]),
        (b"price__gt=x&price__lt=101", [("price__gt", "wrong_type"), ("price__lt", "out_of_range")]),
        (b"kind__prefix=no", [("kind__prefix", "unknown_lookup")]),
        (b"genre__prefix=", [("genre__prefix", "empty_value")]),
        (b"&".join([b"genre=a"] * 51), [("genre", "too_many")]),
        (
            b"sort=prize&year=x&titel=1&query=",
            [("sort", "not_allowed"), ("year", "wrong_type"), ("titel", "unknown_parameter"), ("query", "empty_value")],
        ),
    ],
)
def test_every_fault_is_listed(raw: bytes, found: list[tuple[str, str]]) -> None:
    assert faults(raw) == found


def test_a_fault_says_what_is_allowed() -> None:
    with pytest.raises(InvalidQueryError) as caught:
        BookSearch.parse(b"price=101&kind=film&genre__gte=1&sort__not=title&page_number=201&page_size=50&qery=x")

    assert [(fault.detail, fault.allowed) for fault in caught.value.faults] == [
        ("price must be a number from 0 to 100; got '101'", {"type": "number", "minimum": 0, "maximum": 100}),
        ("kind must be one of novel, play; got 'film'", {"type": "string", "enum": ["novel", "play"]}),
        (
            "genre has no lookup 'gte'; there are genre, genre__all, genre__not, genre__prefix",
            {"enum": ["genre", "genre__all", "genre__not", "genre__prefix"]},
        ),
        ("sort has no lookup 'not'; it has none", {"enum": ["sort"]}),
        ("there is no parameter 'qery'; did you mean query?", {"enum": list(BookSearch._url_parameters)}),
        (
            "with page_size 50 the last page is 200: pages end within the first 10,000 hits",
            {"type": "integer", "minimum": 1, "maximum": 200},
        ),
    ]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("page", "page_number or page_size"),
        ("size", "page_size"),
        ("Query", "query"),
        ("genre[]", "genre"),
        ("pice__gte", "price__gte"),
        ("price.gte", "price__gte"),
        ("price[gte]", "price__gte"),
        ("price_gte", "price__gte"),
        ("pageSize", "page_size"),
        ("page-size", "page_size"),
        ("number__gte", "page_number"),
        ("authors_id", "author_id"),
        ("", ""),
        ("qqq", ""),
        ("zzz__gte", ""),
    ],
)
def test_an_unknown_name_is_told_with_those_that_may_be_meant(name: str, meant: str) -> None:
    with pytest.raises(InvalidQueryError) as caught:
        BookSearch.parse(f"{name}=1".encode())

    assert str(caught.value) == f"there is no parameter {name!r}{f'; did you mean {meant}?' if meant else ''}"


def test_of_very_many_unknown_names_each_is_told_and_the_first_with_what_may_be_meant() -> None:
    names = [f"qery{number:03}" for number in range(100)]
    with pytest.raises(InvalidQueryError) as caught:
        BookSearch.parse("&".join(names).encode())

    assert [fault.parameter for fault in caught.value.faults] == names
    advised = ["did you mean query?" in fault.detail for fault in caught.value.faults]
    assert advised == [True] * 20 + [False] * 80


def test_keys_of_an_order_in_several_parameters_are_to_be_separated_by_commas() -> None:
    with pytest.raises(InvalidQueryError, match=r"^sort may be given once only; separate its values by commas$"):
        BookSearch.parse(b"sort=year&sort=title")


def test_values_are_typed() -> None:
    search = BookSearch.parse(
        f"query=War++and PEACE&genre=Drama&genre=art&author_id={_OTHER_ID.upper()},{_ID}&price__gte=1.50"
        "&year=1869&printed__lte=1900-12-31&year__exists=false&sort=-year,title&page_number=2".replace(
            " ", "%20"
        ).encode()
    )

    assert search.query == "war and peace"
    assert search.genre.any_of == ("art", "drama")
    assert search.author_id.any_of == (_ID, _OTHER_ID)
    assert (search.price.gte, search.price.lte, search.price.exists) == (1.5, None, None)
    assert (search.year.gte, search.year.lte, search.year.exists) == (1869, 1869, False)
    assert str(search.printed.lte) == "1900-12-31"
    assert search.sort == ("-year", "title")
    assert (search.page.number, search.page.size, search.page.offset) == (2, 10, 10)


def test_the_last_page_inside_the_window_is_allowed() -> None:
    assert BookSearch.parse(b"page_number=200&page_size=50").page.offset == 9950
    assert BookSearch.parse(b"page_number=200&page_size=50").at_page(201) is None
    assert BookSearch.parse(b"").at_page(0) is None


def test_a_search_cannot_be_changed() -> None:
    search = BookSearch.parse(b"")

    with pytest.raises(AttributeError, match="BookSearch is immutable"):
        search.page = None  # type: ignore[misc, assignment]


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        (b"", ""),
        (b"&&page_number=1&page_size=10&sort=-price&", ""),
        (b"query=x&sort=-price", "query=x&sort=-price"),
        (b"genre=b&genre=A&genre=b", "genre=a&genre=b"),
        (b"price=2.0", "price=2"),
        (b"price__gte=2&price__lte=2.0", "price=2"),
        (b"price=2&price__lte=7", "price=2"),
        (b"price__gt=2&price__gte=2", "price__gt=2"),
        (b"price__gt=2&price__gte=3", "price__gte=3"),
        (b"price__lt=2&price__lte=3", "price__lt=2"),
        (b"price__lte=-0", "price__lte=0"),
        (b"year__gt=1950", "year__gte=1951"),
        (b"year__lt=1951&year__gt=1949", "year=1950"),
        (b"year__gt=32767", "year__gt=32767"),
        (b"year__lt=-32768", "year__lt=-32768"),
        (b"printed__gt=2024-12-31", "printed__gte=2025-01-01"),
        (b"printed__gt=9999-12-31", "printed__gt=9999-12-31"),
        (b"printed__lt=0001-01-01", "printed__lt=0001-01-01"),
        (b"year__gte=1950&year__exists=true", "year__gte=1950"),
        (b"year__gte=1950&year__exists=false", "year__exists=false&year__gte=1950"),
        (b"genre__prefix=B&genre__prefix=a&genre__prefix=b", "genre__prefix=a&genre__prefix=b"),
        (b"query=Cafe%CC%81", "query=caf%C3%A9"),
        ("query=ЁЛКИ".encode(), "query=%D1%91%D0%BB%D0%BA%D0%B8"),
        ("query=İ".encode(), "query=%C4%B0"),
        (f"author_id={_OTHER_ID}&author_id={_ID}".encode(), f"author_id={_ID}&author_id={_OTHER_ID}"),
        (b"page_size=5&page_number=3&kind=play,novel", "kind=novel&kind=play&page_number=3&page_size=5"),
    ],
)
def test_equal_meaning_has_one_form(raw: bytes, canonical: str) -> None:
    assert BookSearch.parse(raw).canonical() == canonical


_words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(
    str.strip
)
_given = st.fixed_dictionaries(
    {},
    optional={
        "query": _words.map(lambda text: [text]),
        "genre": st.lists(_words, min_size=1, max_size=3),
        "genre__all": st.lists(_words, min_size=1, max_size=3),
        "genre__not": st.lists(_words, min_size=1, max_size=3),
        "genre__prefix": st.lists(_words, min_size=1, max_size=3),
        "author_id": st.lists(st.uuids().map(str), min_size=1, max_size=3),
        "kind": st.lists(st.sampled_from(["novel", "play"]), min_size=1, max_size=3),
        "price__gte": st.floats(0, 49).map(lambda number: [str(number)]),
        "price__gt": st.floats(0, 49).map(lambda number: [str(number)]),
        "price__lte": st.floats(50, 100).map(lambda number: [str(number)]),
        "price__lt": st.floats(50, 100).map(lambda number: [str(number)]),
        "year": st.integers(-(2**15), 2**15 - 1).map(lambda number: [str(number)]),
        "year__exists": st.sampled_from([["true"], ["false"]]),
        "printed__gt": st.dates(max_value=date(1999, 12, 31)).map(lambda day: [str(day)]),
        "printed__lt": st.dates(min_value=date(2000, 1, 2)).map(lambda day: [str(day)]),
        "printed__gte": st.dates(max_value=date(2000, 1, 1)).map(lambda day: [str(day)]),
        "sort": st.permutations(["price", "-year", "title"]).map(lambda keys: [",".join(keys)]),
        "page_number": st.integers(1, 200).map(lambda number: [str(number)]),
        "page_size": st.integers(1, 50).map(lambda number: [str(number)]),
    },
)


@given(_given, st.randoms(use_true_random=False))
def test_the_order_of_parameters_and_values_never_matters(asked: dict[str, list[str]], random: Random) -> None:
    pairs = [(name, text) for name, texts in asked.items() for text in texts]
    shuffled = list(pairs)
    random.shuffle(shuffled)
    search, other = (BookSearch.parse(write_pairs(order).encode()) for order in (pairs, shuffled))

    assert search == other
    assert hash(search) == hash(other)
    assert search.canonical() == other.canonical()
    assert search.build().to_dict() == other.build().to_dict()
    assert search.build()._params == other.build()._params


@given(_given)
def test_the_canonical_form_reads_as_the_same_search(asked: dict[str, list[str]]) -> None:
    search = BookSearch.parse(write_pairs((name, text) for name, texts in asked.items() for text in texts).encode())

    again = BookSearch.parse(search.canonical().encode())
    assert again == search
    assert again.build().to_dict() == search.build().to_dict()


_numbers = st.integers(1940, 1944)


@given(st.dictionaries(st.sampled_from(["year", "year__gte", "year__gt", "year__lte", "year__lt"]), _numbers))
def test_bounds_have_one_form_for_the_numbers_that_they_leave(asked: dict[str, int]) -> None:
    """Whatever bounds are combined: none left is a fault, and the form is that of the least and the greatest left."""
    leaves = {"": eq, "gte": ge, "gt": gt, "lte": le, "lt": lt}
    every = range(1930, 1955)
    left = [
        year for year in every if all(leaves[name.partition("__")[2]](year, bound) for name, bound in asked.items())
    ]
    raw = write_pairs((name, str(bound)) for name, bound in asked.items()).encode()

    if not left:
        assert faults(raw) == [("year", "empty_range")]
    else:
        value = BookSearch.parse(raw).year
        assert value.gte == (None if left[0] == every[0] else left[0])
        assert value.lte == (None if left[-1] == every[-1] else left[-1])
        assert (value.gt, value.lt) == (None, None)


_garbage = st.one_of(
    st.sampled_from(
        ["", " ", "-1", "1e999", "NaN", "true", "null", "[]", '"', "2024-13-01", "9" * 400, "\x00", ",", "price,"]
    ),
    st.text(max_size=8),
)


@given(
    st.lists(st.tuples(st.one_of(st.sampled_from(sorted(BookSearch._url_parameters)), st.text(max_size=8)), _garbage))
)
def test_garbage_is_built_or_every_fault_of_it_is_named(pairs: list[tuple[str, str]]) -> None:
    def parse(given: list[tuple[str, str]]) -> set[str]:
        raw = urlencode(given, errors="surrogatepass").encode()
        try:
            BookSearch.parse(raw).build().to_dict()
        except InvalidQueryError as error:
            return {fault.parameter for fault in error.faults}
        return set()

    together = parse(pairs)
    for name in {name for name, _ in pairs}:
        alone = parse([pair for pair in pairs if pair[0] == name])
        # A page past the window is one of number and size together.
        assert alone <= together or alone == {"page_number"}


@given(st.binary(max_size=60))
def test_any_bytes_are_a_search_or_faults(raw: bytes) -> None:
    with suppress(InvalidQueryError):
        search = BookSearch.parse(raw)
        assert search.build().to_dict()
        assert BookSearch.parse(search.canonical().encode()) == search


@given(st.lists(st.tuples(_words, _words)))
def test_written_pairs_are_read_back(pairs: list[tuple[str, str]]) -> None:
    read, found = read_pairs(write_pairs(pairs).encode())

    assert not found
    assert read_pairs(write_pairs(read).encode()) == (read, [])


def test_the_greatest_number_of_a_field_is_told_with_every_digit() -> None:
    url_parameter = UrlParameter("votes", Annotated[int, Field(ge=0, le=2**31 - 1)], "Votes")

    _, (fault,) = url_parameter.read(["many"])

    assert fault.detail == "votes must be a whole number from 0 to 2147483647; got 'many'"
