"""One class a mapping type: how a value is checked and written, and how it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor, isfinite
from typing import Any

from tantivy import Document, FieldType, Query, Schema, SchemaBuilder

from embedded_engine.analysis.analyzers import Analyzer, Normalizer
from embedded_engine.storage.dates import DateFormat

SEVERAL = object()
FIELD_NAMES_COLUMN = "_field_names"

# What is kept of each word of a text field: Elasticsearch's `index_options` -> tantivy's `index_option`.
INDEX_OPTIONS = {"docs": "basic", "freqs": "freq", "positions": "position"}

_LONGEST_KEYWORD_BYTES = 32_766
_ORDER_BYTES = 8
_LONG = (-(2**63), 2**63 - 1)
_INTEGERS = {"short": (-(2**15), 2**15 - 1), "integer": (-(2**31), 2**31 - 1), "long": _LONG}


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
    """The bounds of a range query, as they were sent; each pair holds one value at most."""

    gte: Any = None
    gt: Any = None
    lte: Any = None
    lt: Any = None


@dataclass(frozen=True)
class Field:
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

    def declare(self, builder: SchemaBuilder) -> None:
        raise NotImplementedError

    def writer(self) -> Write:
        raise NotImplementedError

    def term(self, schema: Schema, value: Any) -> Query:
        """Documents that have the value. Raises ValueRefusedError for one that no document could have."""
        raise NotImplementedError

    def range(self, schema: Schema, bounds: Bounds) -> Query:
        """Documents that have a value within the bounds. Raises ValueRefusedError."""
        raise ValueRefusedError(f"range queries on fields of type [{self.kind}] are not supported")

    def exists(self, schema: Schema) -> Query:
        return Query.exists_query(self.column)

    def missing_sort_value(self, *, descending: bool) -> Any:
        """What Elasticsearch shows as the sort value of a document without one."""


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
        indexed = self.analyzer.indexed
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


@dataclass(frozen=True)
class DoubleField(Field):
    """Numbers of 64 bits."""

    def missing_sort_value(self, *, descending: bool) -> Any:
        return "-Infinity" if descending else "Infinity"

    def declare(self, builder: SchemaBuilder) -> None:
        builder.add_float_field(self.column, indexed=True, fast=True)

    def writer(self) -> Write:
        column = self.column

        def write(document: Document, noted: DocumentValues, value: Any) -> None:
            number = value if value.__class__ is float else read_number(value)
            if number is None:
                return
            number = float(number)
            document.add_float(column, number)
            noted.note(column, number)

        return write

    def term(self, schema: Schema, value: Any) -> Query:
        return Query.term_query(schema, self.column, float(_query_number(value)))

    def range(self, schema: Schema, bounds: Bounds) -> Query:
        lower, upper = (
            None if bound is None else float(_query_number(bound))
            for bound in (_either(bounds.gte, bounds.gt), _either(bounds.lte, bounds.lt))
        )
        if lower is None and upper is None:
            return self.exists(schema)
        with_lower, with_upper = bounds.gt is None, bounds.lt is None
        return Query.range_query(schema, self.column, FieldType.Float, lower, upper, with_lower, with_upper)


class _WholeField(Field):
    """A column of whole numbers."""

    def missing_sort_value(self, *, descending: bool) -> Any:
        lowest, highest = _INTEGERS["integer"] if self.kind in ("short", "integer") else _LONG
        return lowest if descending else highest

    def declare(self, builder: SchemaBuilder) -> None:
        builder.add_integer_field(self.column, indexed=True, fast=True)

    def between(self, schema: Schema, lowest: int | None, highest: int | None) -> Query:
        """Documents with a number from lowest to highest, both inclusive."""
        if lowest is None and highest is None:
            return self.exists(schema)
        lower = _LONG[0] if lowest is None else lowest
        upper = _LONG[1] if highest is None else highest
        if lower > upper or lower > _LONG[1] or upper < _LONG[0]:
            return Query.empty_query()
        return Query.range_query(
            schema, self.column, FieldType.Integer, max(lower, _LONG[0]), min(upper, _LONG[1]), True, True
        )


class IntegerField(_WholeField):
    """Whole numbers of 16, 32 or 64 bits; what stands behind a decimal point is cut off."""

    def writer(self) -> Write:
        column = self.column
        kind = self.kind
        lowest, highest = _INTEGERS[kind]

        def write(document: Document, noted: DocumentValues, value: Any) -> None:
            number = value if value.__class__ is int else read_number(value)
            if number is None:
                return
            number = int(number)
            if not lowest <= number <= highest:
                raise _out_of_range(value, kind)
            document.add_integer(column, number)
            noted.note(column, number)

        return write

    def term(self, schema: Schema, value: Any) -> Query:
        number = _query_number(value)
        lowest, highest = _LONG
        if number != int(number) or not lowest <= number <= highest:
            return Query.empty_query()
        return Query.term_query(schema, self.column, int(number))

    def range(self, schema: Schema, bounds: Bounds) -> Query:
        lowest = highest = None
        if bounds.gte is not None:
            lowest = ceil(self._bound(bounds.gte))
        if bounds.gt is not None:
            lowest = floor(self._bound(bounds.gt)) + 1
        if bounds.lte is not None:
            highest = floor(self._bound(bounds.lte))
        if bounds.lt is not None:
            highest = ceil(self._bound(bounds.lt)) - 1
        return self.between(schema, lowest, highest)

    def _bound(self, value: Any) -> int | float:
        number = _query_number(value)
        # a short is asked for as an integer is: beyond its own bounds there is just nothing
        lowest, highest = _INTEGERS["integer" if self.kind == "short" else self.kind]
        if not lowest <= number <= highest:
            raise _out_of_range(value, self.kind)
        return number


@dataclass(frozen=True)
class DateField(_WholeField):
    """Moments, in milliseconds since 1970."""

    format: DateFormat

    def writer(self) -> Write:
        column = self.column
        parse = self.format.parse

        def write(document: Document, noted: DocumentValues, value: Any) -> None:
            try:
                millis = parse(value)
            except ValueError as error:
                raise NotADateError(str(error)) from error
            document.add_integer(column, millis)
            noted.note(column, millis)

        return write

    def term(self, schema: Schema, value: Any) -> Query:
        return self.range(schema, Bounds(gte=value, lte=value))

    def range(self, schema: Schema, bounds: Bounds) -> Query:
        lowest = highest = None
        if bounds.gte is not None:
            lowest = self._parse(bounds.gte)
        if bounds.gt is not None:
            lowest = self._parse(bounds.gt, round_up=True) + 1
        if bounds.lte is not None:
            highest = self._parse(bounds.lte, round_up=True)
        if bounds.lt is not None:
            highest = self._parse(bounds.lt) - 1
        return self.between(schema, lowest, highest)

    def _parse(self, value: Any, *, round_up: bool = False) -> int:
        try:
            return self.format.parse(value, round_up=round_up)
        except ValueError as error:
            raise NotADateError(str(error)) from error


INTEGER_KINDS = tuple(_INTEGERS)


def order_word(text: str) -> int:
    """The first eight bytes of a text as a number: in the order of the texts, equal where those bytes are."""
    return int.from_bytes(text.encode()[:_ORDER_BYTES].ljust(_ORDER_BYTES, b"\0"), "big")


def read_text(value: Any) -> str:
    """The text that Elasticsearch makes of a JSON value. Raises ValueRefusedError for an object or a list."""
    if value.__class__ is str:
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    raise ValueRefusedError("Expected text, but it is an object or an array")


def read_number(value: Any) -> int | float | None:
    """The number in a JSON value; None for an empty text, which is null to Elasticsearch. Raises ValueRefusedError."""
    if isinstance(value, str):
        return _parse_number(value) if value else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueRefusedError(f"Current token is no number: {value}")
    return value


def _query_number(value: Any) -> int | float:
    number = read_number(value)
    if number is None:
        raise NotANumberError("")
    return number


def _parse_number(text: str) -> int | float:
    try:
        number = float("" if "_" in text else text)
    except ValueError as error:
        raise NotANumberError(text) from error
    if not isfinite(number):
        raise ValueRefusedError(f"[double] supports only finite values, but got [{text}]")
    try:
        return int(text)  # a long has more digits than a float
    except ValueError:
        return number


def _out_of_range(value: Any, kind: str) -> ValueRefusedError:
    return ValueRefusedError(f"Value [{value}] is out of range for {'an' if kind == 'integer' else 'a'} {kind}")


def _either(first: Any, second: Any) -> Any:
    return second if first is None else first
