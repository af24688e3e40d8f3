"""How many hits a search without pages has."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from search_queries.faults import DeclarationError, Fault, require_numbers
from search_queries.page import WINDOW
from search_queries.parameter import Parameter
from search_queries.search_parts import SearchParts
from search_queries.url_parameter import UrlParameter


class Size(Parameter[int]):
    """The number of hits at most, the best first."""

    is_single = True

    def __init__(self, *, default: int, most: int) -> None:
        super().__init__()
        require_numbers({"default": default, "most": most}, whole=True)
        if not 1 <= default <= most <= WINDOW:
            raise DeclarationError(
                f"a size goes from 1 to most, {WINDOW:,} at most; got default={default}, most={most}"
            )
        self._default = default
        self._most = most

    def url_parameters(self) -> Sequence[UrlParameter]:
        size = Annotated[int, Field(ge=1, le=self._most)]
        doc, example = "Hits at most, the best first.", min(10, self._most)
        return [UrlParameter(self.name, size, doc, default=self._default, example=example)]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[int, Sequence[Fault]]:
        return given.get(self.name, [self._default])[0], ()

    def write(self, value: int) -> Iterator[tuple[str, str]]:
        if value != self._default:
            yield self.name, str(value)

    def contribute(self, value: int, parts: SearchParts) -> None:
        """Nothing yet: `finish` goes before the number of hits that another parameter asks for."""

    def finish(self, values: Mapping[str, Any], parts: SearchParts) -> None:
        parts.options |= {"from": 0, "size": values[self.name]}

    def describe(self, value: int) -> Iterator[str]:
        if value != self._default:
            yield f"{value} at most"
