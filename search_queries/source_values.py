"""What a document holds in a field."""

from collections.abc import Iterator, Mapping
from typing import Any


def values_at(source: Any, path: str) -> Iterator[Any]:
    """The values that a source has at a path, in objects, in lists, or as its own; none where it lacks the field.

    `genres.id` of `{"genres": [{"id": "a"}, {"id": "b"}]}` are "a" and "b", and `title.raw`, a subfield, of
    `{"title": "Alien"}` is "Alien".
    """
    if isinstance(source, list):
        for each in source:
            yield from values_at(each, path)
    elif isinstance(source, Mapping):
        name, _, rest = path.partition(".")
        yield from values_at(source.get(name), rest)
    elif source is not None:
        yield source
