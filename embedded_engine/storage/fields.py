"""One class a mapping type: how a value is checked and written, and how it is asked for."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tantivy import Document, Query, Schema, SchemaBuilder

from embedded_engine.analysis.analyzers import Analyzer, Normalizer
from embedded_engine.storage.dates import DateFormat

SEVERAL = object()
FIELD_NAMES_COLUMN = "_field_names"

# What is kept of each word of a text field: Elasticsearch's `index_options` -> tantivy's `index_option`.
INDEX_OPTIONS = {"docs": "basic", "freqs": "freq", "positions": "position"}

_LONGEST_KEYWORD_BYTES = 32_766
_ORDER_BYTES = 8


class DocumentValues(dict[str, Any]):
    """What the columns of one document hold that can be sorted by: the value, or SEVERAL if there are different ones,
    of a keyword field the set of them.

    Of `{"year": 1979, "genres": [{"name": "Drama"}, {"name": "War"}], "tags": ["a", "a"]}` that is
    `{"year": 1979, "genres.name": {"Drama", "War"}, "tags": "a"}`.
    """

    def note(self, column: str, value: Any) -> None:
        """Take in one more value of a column."""
        if self.setdefault(column, value) != value:
            self[column] = SEVERAL

    def note_text(self, column: str, text: str) -> bool:
        """Take in one more value of a keyword field; whether it is the first of its kind in the document."""
        seen = self.get(column)
        if seen is None:
            self[column] = text
        elif seen.__class__ is set:
            if text in seen:
                return False
            seen.add(text)
        elif seen == text:
            return False
        else:
            self[column] = {seen, text}
        return True


Write = Callable[[Document, DocumentValues, Any], None]


class ValueRefusedError(ValueError):
    """A value that a field of its type does not take; the message and `kind` are those of Elasticsearch's cause."""

    kind = "illegal_argument_exception"


class NotANumberError(ValueRefusedError):
    """A text that a field of numbers cannot read."""

    kind = "number_format_exception"

    def __init__(self, text: str) -> None:
        super().__init__(f'For input string: "{text}"')


class NotADateError(ValueRefusedError):
    """A value that is no date of the formats of a field."""


@dataclass(frozen=True)
class Bounds:
    """The bounds of a range query, as they were sent; each pair holds one value at most.

    `format` is that of bounds that are dates, if it is not the field's own.
    """

    gte: Any = None
    gt: Any = None
    lte: Any = None
    lt: Any = None
    format: DateFormat | None = None


@dataclass(frozen=True)
class Field(ABC):
    """A mapped field with values of its own, multi-fields among them. `column` is its name in tantivy."""

    path: str
    kind: str

    @property
    def column(self) -> str:
        # tantivy's aggregations take a dot for the way into a JSON object.
        return self.path.replace(".", "\x1f")

    @property
    def order_column(self) -> str:
        """The numeric fast column that orders documents by this field, or coarsely so."""
        return self.column

    @abstractmethod
    def declare(self, builder: SchemaBuilder) -> None:
        """Add the columns of the field to a schema."""

    @abstractmethod
    def writer(self) -> Write:
        """What writes a value of a document to the columns. It raises ValueRefusedError."""

    @abstractmethod
    def term(self, schema: Schema, value: Any) -> Query:
        """Documents that have the value. Raises ValueRefusedError for one that no document could have."""

    def range(self, schema: Schema, bounds: Bounds) -> Query:
        """Documents that have a value within the bounds. Raises ValueRefusedError."""
        raise ValueRefusedError(f"range queries on fields of type [{self.kind}] are not supported")

    def exists(self, schema: Schema) -> Query:
        return Query.exists_query(self.column)

    def missing_sort_value(self, *, descending: bool) -> Any:
        """What Elasticsearch shows as the sort value of a document without one."""
        return None


@dataclass(frozen=True)
class KeywordField(Field):
    """Whole values, normalized. `source_path` is where they stand in a document."""

    normalizer: Normalizer | None
    source_path: str

    @property
    def order_column(self) -> str:
        return f"{self.column}\x1forder"

    def declare(self, builder: SchemaBuilder) -> None:
        builder.add_text_field(self.column, fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field(self.order_column, fast=True)

    def writer(self) -> Write:
        column = self.column
        normalize = None if self.normalizer is None else self.normalizer.normalize

        def write(document: Document, noted: DocumentValues, value: Any) -> None:
            text = value if value.__class__ is str else read_text(value)
            if normalize is not None:
                text = normalize(text)
            if len(text) > _LONGEST_KEYWORD_BYTES // 4 and len(text.encode()) > _LONGEST_KEYWORD_BYTES:
                raise ValueRefusedError(
                    f'Document contains at least one immense term in field="{self.path}" (whose UTF8 encoding is '
                    f"longer than the max length {_LONGEST_KEYWORD_BYTES})"
                )
            # Each value once: tantivy's aggregations count a document as often as it holds a value.
            if noted.note_text(column, text):
                document.add_text(column, text)

        return write

    def normalize(self, value: Any) -> str:
        text = read_text(value)
        return text if self.normalizer is None else self.normalizer.normalize(text)

    def term(self, schema: Schema, value: Any) -> Query:
        return Query.term_query(schema, self.column, self.normalize(value), "basic")


@dataclass(frozen=True)
class TextField(Field):
    """Words, analyzed by `analyzer` in documents and by `search_analyzer` in queries.

    `analyzer_name` is the name of `analyzer` in the mapping. `keyword` is the column of a multi-field that the
    same documents have.
    """

    analyzer_name: str
    analyzer: Analyzer
    search_analyzer: Analyzer
    index_options: str = "positions"
    keyword: str | None = None

    @property
    def has_positions(self) -> bool:
        """Whether the index knows in which order the words of a value stand, as phrases need it."""
        return self.index_options == "positions"

    def declare(self, builder: SchemaBuilder) -> None:
        option = INDEX_OPTIONS[self.index_options]
        builder.add_text_field(self.column, tokenizer_name=self.analyzer_name, index_option=option)

    def writer(self) -> Write:
        column = self.column
        indexed = self.analyzer.indexer()
        name = None if self.keyword else self.path

        def write(document: Document, noted: DocumentValues, value: Any) -> None:
            document.add_text(column, indexed(value if value.__class__ is str else read_text(value)))
            if name is not None and name not in noted:
                # once a document: of twenty names of people, twenty times the name of their field is much
                noted[name] = None
                document.add_text(FIELD_NAMES_COLUMN, name)

        return write

    def term(self, schema: Schema, value: Any) -> Query:
        return self.word(schema, read_text(value))

    def word(self, schema: Schema, token: str) -> Query:
        """Documents that have the token, as the analyzer gives it."""
        return Query.term_query(schema, self.column, token, "freq")

    def exists(self, schema: Schema) -> Query:
        if self.keyword is not None:
            return Query.exists_query(self.keyword)
        return Query.term_query(schema, FIELD_NAMES_COLUMN, self.path, "basic")


def order_word(text: str) -> int:
    """The first eight bytes of a text as a number: in the order of the texts, equal where those bytes are."""
    return int.from_bytes(text.encode()[:_ORDER_BYTES].ljust(_ORDER_BYTES, b"\0"), "big")


def order_prefix(text: str) -> str:
    """What all texts of the same order word begin with: whole characters, and no zeros, which a word is filled with."""
    return text.encode()[:_ORDER_BYTES].decode(errors="ignore").rstrip("\0")


def read_text(value: Any) -> str:
    """The text that Elasticsearch makes of a JSON value. Raises ValueRefusedError for an object or a list."""
    if value.__class__ is str:
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    raise ValueRefusedError("Expected text, but it is an object or an array")
