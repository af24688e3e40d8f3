"""Which of all hits a search answers with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import Field

from search_queries.cursor import ALPHABET, Cursor, WrongCursorError
from search_queries.faults import DeclarationError, Fault, require_numbers
from search_queries.parameter import Parameter
from search_queries.search_parts import SearchParts
from search_queries.url_parameter import UrlParameter

# Elasticsearch's index.max_result_window.
WINDOW = 10_000
# Elasticsearch's greatest track_total_hits.
_MOST_COUNTED = 2**31 - 1

CURSOR = "cursor"
# A request's headers, its URL among them, are often limited to 8 KB.
_LONGEST_CURSOR = 6_000
_CURSOR_DOC = (
    "Where the page begins: `next_cursor` of an answer to the same search. Unlike a page's number it goes beyond the "
    f"first {WINDOW:,} hits, neither skips nor repeats hits while others come and go, and costs the same at any "
    "depth. For orders by fields, not by relevance."
)


@dataclass(frozen=True, slots=True)
class PageValue:
    """The page `number`, from 1, of `size` hits; or that after a `cursor`, whose number is 1."""

    number: int
    size: int
    cursor: Cursor | None = None

    @property
    def offset(self) -> int:
        """The number of hits before the page."""
        return (self.number - 1) * self.size

    @property
    def is_inside_window(self) -> bool:
        """Whether the engine would answer it."""
        return self.number * self.size <= WINDOW


class Page(Parameter[PageValue]):
    """`name_number` and `name_size`, which end within the first 10,000 hits; or `cursor`, which goes on at any depth.

    Totals are exact, or with `count_up_to` exact up to that many hits.
    """

    is_single = True

    def __init__(self, *, size: int = 50, max_size: int = 100, count_up_to: int | None = None) -> None:
        super().__init__()
        require_numbers({"size": size, "max_size": max_size}, whole=True)
        if count_up_to is not None:
            require_numbers({"count_up_to": count_up_to}, whole=True)
            if not 1 <= count_up_to <= _MOST_COUNTED:
                raise DeclarationError(f"count_up_to goes from 1 to {_MOST_COUNTED:,}; got {count_up_to}")
        if not 1 <= size <= max_size <= WINDOW:
            raise DeclarationError(
                f"a page has from 1 to max_size hits, which is at most {WINDOW:,}; got size={size}, max_size={max_size}"
            )
        self._size = size
        self._max_size = max_size
        self._count_up_to = count_up_to

    def url_parameters(self) -> Sequence[UrlParameter]:
        number = Annotated[int, Field(ge=1, le=WINDOW)]
        size = Annotated[int, Field(ge=1, le=self._max_size)]
        # The pattern is only stated here: whatever else is no cursor is refused as such, by `read`.
        pattern = {"pattern": f"^{ALPHABET}$"}
        cursor = Annotated[str, Field(min_length=1, max_length=_LONGEST_CURSOR, json_schema_extra=pattern)]
        within = f"the page must end within the first {WINDOW:,} hits"
        return [
            UrlParameter(f"{self.name}_number", number, f"The page, from 1; {within}.", default=1, example=1),
            UrlParameter(
                f"{self.name}_size", size, "Hits on a page.", default=self._size, example=min(10, self._max_size)
            ),
            UrlParameter(CURSOR, cursor, _CURSOR_DOC),
        ]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[PageValue, Sequence[Fault]]:
        number_name, size_name = f"{self.name}_number", f"{self.name}_size"
        number = given.get(number_name, [1])[0]
        size = given.get(size_name, [self._size])[0]
        if CURSOR in given:
            return self._read_cursor(given[CURSOR][0], size, beside_number=number_name in given)
        value = PageValue(number, size)
        if value.is_inside_window:
            return value, ()
        last = WINDOW // size
        detail = f"with {size_name} {size} the last page is {last}: pages end within the first {WINDOW:,} hits"
        return value, [Fault(number_name, "page_window", detail, {"type": "integer", "minimum": 1, "maximum": last})]

    def _read_cursor(self, text: str, size: int, *, beside_number: bool) -> tuple[PageValue, Sequence[Fault]]:
        value, faults = PageValue(1, size), []
        try:
            value = replace(value, cursor=Cursor.read(text))
        except WrongCursorError:
            faults.append(wrong_cursor("this is no cursor: take next_cursor of an answer"))
        if beside_number:
            detail = f"{self.name}_number and {CURSOR} exclude each other: a cursor says where its page begins"
            faults.append(wrong_cursor(detail))
        return value, faults

    def write(self, value: PageValue) -> Iterator[tuple[str, str]]:
        if value.number != 1:
            yield f"{self.name}_number", str(value.number)
        if value.size != self._size:
            yield f"{self.name}_size", str(value.size)
        if value.cursor is not None:
            yield CURSOR, str(value.cursor)

    def contribute(self, value: PageValue, parts: SearchParts) -> None:
        if value.cursor is not None:
            # One hit more says whether another page follows: the total does not, as no one knows the hits before.
            parts.options |= {"size": value.size + 1, "search_after": list(value.cursor.values)}
        else:
            parts.options |= {"from": value.offset, "size": value.size}
        if self._count_up_to is not None:
            parts.options["track_total_hits"] = self._count_up_to

    def describe(self, value: PageValue) -> Iterator[str]:
        if value.cursor is not None:
            yield f"{value.size} after {', '.join(map(str, value.cursor.values))}"
        elif (value.number, value.size) != (1, self._size):
            yield f"{self.name} {value.number} of {value.size} each"


def wrong_cursor(detail: str) -> Fault:
    """The fault of a cursor that this search cannot take."""
    return Fault(CURSOR, "wrong_cursor", detail)
