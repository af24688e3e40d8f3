"""Fields in which some document holds several values: orders and intervals of numbers have no place for it."""

from tantivy import Query, Schema, Searcher

from embedded_engine.errors import illegal_argument
from embedded_engine.storage.fields import Field
from embedded_engine.storage.hit_count import count_hits
from embedded_engine.storage.mapping import ARRAYS_COLUMN


def refuse_arrays(searcher: Searcher, schema: Schema, field: Field, where: str) -> None:
    """Raise EngineError if a document holds several values in the field; `where` is what does not support it."""
    # the frequency counts removed documents too, but is read at once, and nearly always 0
    if not searcher.doc_freq(ARRAYS_COLUMN, field.column):
        return
    arrays = Query.term_query(schema, ARRAYS_COLUMN, field.column, "basic")
    if count_hits(searcher, arrays):
        raise illegal_argument(f"{where} does not support [{field.path}]: documents hold several values in it")
