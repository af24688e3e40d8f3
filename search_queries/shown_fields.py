"""Which fields of each document are shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from search_queries.faults import DeclarationError, Fault
from search_queries.parameter import Parameter
from search_queries.search_parts import SearchParts
from search_queries.url_parameter import UrlParameter


class ShownFields(Parameter[tuple[str, ...]]):
    """`fields=id,title`: the names of what is wanted of each document, in any order; () for all of `names`.

    The names are those of the answer, which need not be fields of the index. So a search is built without them, and
    who answers it asks `DeclaredSearch.shown` which they are.
    """

    selects = False
    is_single = True

    def __init__(self, *names: str, doc: str = "Only these fields of each document.") -> None:
        super().__init__()
        if not names or not all(isinstance(name, str) for name in names):
            raise DeclarationError(
                f'ShownFields takes the names of what may be shown: ShownFields("id", "title"); got {names}'
            )
        self._names = names
        self._doc = doc

    def url_parameters(self) -> Sequence[UrlParameter]:
        names = self._names
        return [
            UrlParameter(self.name, Literal[names], self._doc, many=True, commas=True, example=list(self._names[:2]))
        ]

    def read(self, given: Mapping[str, Sequence[Any]]) -> tuple[tuple[str, ...], Sequence[Fault]]:
        asked = set(given.get(self.name, ()))
        return () if asked == set(self._names) else tuple(name for name in self._names if name in asked), ()

    def write(self, value: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        if value:
            yield self.name, ",".join(value)

    def contribute(self, value: tuple[str, ...], parts: SearchParts) -> None:
        """Nothing: see `DeclaredSearch.shown`."""

    def describe(self, value: tuple[str, ...]) -> Iterator[str]:
        if value:
            yield f"only {', '.join(value)} shown"
