"""The key of a cached answer."""

from collections.abc import Iterable

from search_queries import DeclaredSearch


def cache_key(operation_id: str, arguments: Iterable[str | DeclaredSearch]) -> str:
    """The same for requests of the same meaning: `list_person_films|66f36ec1-...|genre=drama&page_size=10`.

    `arguments` are what the handler of the operation is given besides the request: ids in their canonical form, a
    search or both.
    """
    return "|".join([operation_id, *map(_canonical, arguments)])


def _canonical(argument: str | DeclaredSearch) -> str:
    return argument if isinstance(argument, str) else argument.canonical()
