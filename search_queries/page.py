"""Which of all hits a search answers with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from search_queries.faults import Fault
from search_queries.parameter import Parameter
from search_queries.search_parts import SearchParts
from search_queries.url_parameter import UrlParameter

# Elasticsearch's index.max_result_window.
WINDOW = 10_000


@dataclass(frozen=True, slots=True)
class PageValue:
    """The page `number`, from 1, of `size` hits."""

    number: int
    size: int

    @property
    def offset(self) -> int:
        """The number of hits before the page."""
        return (self.number - 1) * self.size

    @property
    def is_inside_window(self) -> bool:
        """Whether the engine would answer it."""
        return self.number * self.size <= WINDOW


class Page(Parameter[PageValue]):
    """`name_number` and `name_size`; together they end within the first 10,000 hits."""

    def __init__(self, *, size: int = 50, max_size: int = 100) -> None:
        super().__init__()
        self._size = size
        self._max_size = max_size

    def url_parameters(self) -> Sequence[UrlParameter]:
        number = Annotated[int, Field(ge=1, le=WINDOW)]
        size = Annotated[int, Field(ge=1, le=self._max_size)]
        within = f"the page must end within the first {WINDOW:,} hits"
        return [
            UrlParameter(f"{self.name}_number", number, f"The page, from 1; {within}.", default=1, example=1),
            UrlParameter(f"{self.name}_size", size, "Hits on a page.", default=self._size, example=10),
        ]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[PageValue, Sequence[Fault]]:
        number_name, size_name = f"{self.name}_number", f"{self.name}_size"
        number = next(iter(given.get(number_name, ())), 1)
        size = next(iter(given.get(size_name, ())), self._size)
        value = PageValue(number, size)
        if value.is_inside_window:
            return value, ()
        last = WINDOW // size
        detail = f"with {size_name} {size} the last page is {last}: pages end within the first {WINDOW:,} hits"
        return value, [Fault(number_name, "page_window", detail, {"type": "integer", "minimum": 1, "maximum": last})]

    def write(self, value: PageValue) -> Iterator[tuple[str, str]]:
        if value.number != 1:
            yield f"{self.name}_number", str(value.number)
        if value.size != self._size:
            yield f"{self.name}_size", str(value.size)

    def contribute(self, value: PageValue, parts: SearchParts) -> None:
        parts.options |= {"from": value.offset, "size": value.size}

    def describe(self, value: PageValue) -> Iterator[str]:
        if (value.number, value.size) != (1, self._size):
            yield f"{self.name} {value.number} of {value.size} each"
