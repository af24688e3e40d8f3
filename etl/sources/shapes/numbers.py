"""Whether a column whose name says ratings or votes has any: a `rating` may say who may watch, "PG-13"."""

from collections.abc import Callable, Mapping
from typing import Final

from etl.sources.reading import values
from etl.sources.reading.values import UnusableValueError
from etl.sources.schema.database import Database, distinct_texts
from etl.sources.schema.tables import Column, Table, filled_text_of

_PARSERS: Final[Mapping[str, Callable[[str], object]]] = {
    "rating": lambda text: values.rated(text, 10),
    "votes": values.votes,
}
# Different texts of a column that are looked at.
_SAMPLE: Final = 1_000


async def has_numbers(database: Database, table: Table, column: Column, ours: str) -> bool:
    """Whether a column that can be read holds some number that is `ours`, "rating" or "votes". Raises SourceError."""
    for text in await distinct_texts(database, table, filled_text_of(column), _SAMPLE):
        try:
            _PARSERS[ours](text)
        except UnusableValueError:
            continue
        return True
    return False
