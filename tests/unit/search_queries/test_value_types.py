"""The types of values that a declaration may name: which are read, what their faults say, and which are refused."""

import types
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from ipaddress import IPv4Address
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from elasticsearch.dsl import AsyncDocument, Date, Double, Keyword
from pydantic import Field, StringConstraints
from pydantic_core import core_schema

from search_queries import (
    DeclarationError,
    InvalidQueryError,
    Page,
    Parameter,
    Range,
    SearchQuery,
    ShownFields,
    Sort,
    Terms,
    UrlParameter,
)
from search_queries.words.analysis import folded


class Size(Enum):
    SMALL = "S"
    LARGE = "L"


class GarmentDocument(AsyncDocument):
    id = Keyword()
    size = Keyword()
    colour = Keyword(normalizer=folded)
    price = Double()
    made = Date()

    class Index:
        name = "garments"


def search_with(**parameters: Parameter[Any]) -> type[SearchQuery]:
    namespace = {"sort": Sort("price", default="price"), "page": Page(), **parameters}
    return types.new_class(
        "GarmentSearch", (SearchQuery,), {"document": GarmentDocument}, lambda body: body.update(namespace)
    )


def fault(search: type[SearchQuery], raw: bytes) -> tuple[str, str]:
    """The code and the sentence of the only fault."""
    with pytest.raises(InvalidQueryError) as caught:
        search.parse(raw)
    (only,) = caught.value.faults
    return only.code, only.detail


@pytest.mark.parametrize(
    ("of", "given", "code", "detail"),
    [
        (Size, "XL", "not_allowed", "must be one of S, L; got 'XL'"),
        (Literal["S"], "L", "not_allowed", "must be one of S; got 'L'"),
        (int, "many", "wrong_type", "must be a whole number; got 'many'"),
        (Annotated[int, Field(gt=0, lt=9)], "9", "out_of_range", "of more than 0 and of less than 9; got '9'"),
        (Annotated[float, Field(multiple_of=0.5)], "0.7", "wrong_type", "a number that is a multiple of 0.5"),
        (str, " ", "empty_value", "has an empty value"),
        (Annotated[str, StringConstraints(pattern="^[A-Z]+$")], "s", "wrong_type", "a text that matches ^[A-Z]+$"),
        (
            Annotated[str, StringConstraints(min_length=2, max_length=3)],
            "XXXL",
            "too_long",
            "must be a text of 2 to 3 characters; got 4 characters",
        ),
        (Annotated[str, StringConstraints(min_length=2, max_length=3)], "X", "wrong_type", "a text of 2 to 3 char"),
    ],
    ids=str,
)
def test_a_value_that_does_not_fit_is_told_with_what_does(of: Any, given: str, code: str, detail: str) -> None:
    found = fault(search_with(size=Terms("size", of=of, doc="Sizes")), f"size={given}".encode())

    assert found[0] == code
    assert detail in found[1]


def test_a_number_that_is_too_large_is_told_the_greatest() -> None:
    search = search_with(price=Range("price", le=100, doc="Price"))

    assert fault(search, b"price=101") == ("out_of_range", "price must be a number of 100 or less; got '101'")


@pytest.mark.parametrize(("given", "written"), [("1e22", "1e%2B22"), ("1e15", "1000000000000000"), ("1e-7", "1e-07")])
def test_a_number_is_written_short_and_read_back(given: str, written: str) -> None:
    search = search_with(price=Range("price", doc="Price"))
    asked = search.parse(f"price__lt={given}".encode())

    assert asked.canonical() == f"price__lt={written}"
    assert search.parse(asked.canonical().encode()) == asked


def test_an_empty_range_is_told_by_the_bounds_that_were_sent() -> None:
    search = search_with(made=Range("made", doc="Day"))

    assert fault(search, b"made__gt=2024-01-01&made__lte=2024-01-01&made__gte=2023-01-01") == (
        "empty_range",
        "no made is both more than 2024-01-01 and at most 2024-01-01",
    )


class Barcode:
    """A value of a type of one's own, which pydantic reads."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())


def test_a_value_of_a_type_of_ones_own_is_asked_for_by_its_text() -> None:
    search = search_with(size=Terms("size", of=Barcode, doc="Sizes"))

    assert search.parse(b"size=40-1").canonical() == "size=40-1"


@pytest.mark.parametrize(
    ("parameter", "refusal"),
    [
        (Terms("size", of=Decimal, doc="Sizes"), "values of the type Decimal are not read; take str, bool, int"),
        (Terms("size", of=int | str, doc="Sizes"), "values of the type int | str are not read"),
        (Terms("size", of=list[str], doc="Sizes"), "values of the type list[str] are not read"),
        (Terms("size", of=["S", "L"], doc="Sizes"), "values of the type ['S', 'L'] are not read"),
        (Terms("size", of=Literal["S", None], doc="Sizes"), "are not read"),
        (
            Terms("size", of=Literal["S", "L, long"], doc="Sizes"),
            "no query string can ask for 'L, long': size must be one of S, L, long; got 'L'",
        ),
        (Terms("size", of=UUID, doc="Ids", example="S"), "no query string can ask for 'S': size must be a UUID"),
        (Range("price", ge=0, doc="Price", example=-1), "no query string can ask for -1"),
        (ShownFields("id,price"), "no query string can ask for 'id,price'"),
        (
            Terms("colour", of=Literal["Red"], doc="Colours"),
            "the normalizer of 'colour' keeps 'Red' in lower case; name it so, or leave the normalizer out",
        ),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_no_query_string_can_give_is_refused(parameter: Parameter[Any], refusal: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        search_with(asked=parameter)

    assert str(caught.value).startswith("GarmentSearch.asked: ")
    assert refusal.replace("size", "asked") in str(caught.value)


def test_an_example_day_is_documented_as_a_client_sends_it() -> None:
    search = search_with(made=Range("made", doc="Day", example=date(2024, 12, 31)))
    (documented,) = [each for each in search.openapi_parameters() if each["name"] == "made"]

    assert documented["schema"]["examples"] == ["2024-12-31"]


def test_the_examples_of_small_pages_fit_them() -> None:
    search = search_with(page=Page(size=2, max_size=5))
    (documented,) = [each for each in search.openapi_parameters() if each["name"] == "page_size"]

    assert documented["schema"]["examples"] == [5]


def test_a_filter_may_be_fixed_by_values_of_its_type() -> None:
    size: Any = search_with(size=Terms("size", of=Size, doc="Sizes")).size  # type: ignore[attr-defined]

    assert size.any_of(Size.SMALL, "L").to_dict() == {"terms": {"size": ["S", "L"]}}


@pytest.mark.parametrize(
    ("of", "given", "text"),
    [
        (Size, "S", "S"),
        (bool, "true", "true"),
        (datetime, "2024-12-31T13:00:00%2B01:00", "2024-12-31T13:00:00+01:00"),
        (datetime, "2024-12-31T12:00Z", "2024-12-31T12:00:00Z"),
        (time, "12:00", "12:00:00"),
        (timedelta, "P1DT2H", "P1DT2H"),
        (bytes, "abc", "abc"),
        (IPv4Address, "192.0.2.1", "192.0.2.1"),
    ],
    ids=str,
)
def test_a_value_is_asked_for_as_its_type_is_written_in_json(of: Any, given: str, text: str) -> None:
    search = search_with(size=Terms("size", of=of, doc="Sizes"))
    asked = search.parse(f"size={given}".encode())

    assert asked.build().to_dict()["query"] == {"bool": {"filter": [{"terms": {"size": [text]}}]}}
    assert search.parse(asked.canonical().encode()) == asked


def test_an_own_parameter_of_another_type_is_checked_too() -> None:
    class Own(Range):
        def url_parameters(self) -> list[UrlParameter]:
            return [UrlParameter(self.name, dict, "Anything")]

    with pytest.raises(DeclarationError, match=r"GarmentSearch\.asked: values of the type dict are not read"):
        search_with(asked=Own("price", doc=""))
