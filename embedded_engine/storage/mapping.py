"""`mappings` -> the fields of an index, its tantivy schema, and what writes a document's values."""

from collections.abc import Iterator, Mapping
from typing import Any

from tantivy import Document, Schema, SchemaBuilder

from embedded_engine.analysis.settings import Analysis
from embedded_engine.checks import refuse_unknown, require_object, require_text
from embedded_engine.errors import EngineError, mapping_error, supported
from embedded_engine.storage.dates import DEFAULT_FORMAT, DateFormat
from embedded_engine.storage.fields import (
    FIELD_NAMES_COLUMN,
    INDEX_OPTIONS,
    SEVERAL,
    DocumentValues,
    Field,
    KeywordField,
    TextField,
    ValueRefusedError,
    Write,
    order_word,
)
from embedded_engine.storage.number_fields import INTEGER_KINDS, DateField, DoubleField, IntegerField

ID_COLUMN = "_id"
SOURCE_COLUMN = "_source"
# The columns that hold several values in a document; what is among them cannot be sorted by.
ARRAYS_COLUMN = "_arrays"

_PARAMETERS: dict[str, tuple[str, ...]] = {
    "keyword": ("normalizer",),
    "text": ("analyzer", "search_analyzer", "index_options", "fields"),
    "date": ("format",),
    "double": (),
    **dict.fromkeys(INTEGER_KINDS, ()),
}
_KINDS = (*_PARAMETERS, "object")


class StrictMappingError(ValueError):
    """A document has a field that the mapping lacks."""

    def __init__(self, name: str, within: str) -> None:
        super().__init__(f"mapping set to strict, dynamic introduction of [{name}] within [{within}] is not allowed")


class FieldValueError(ValueError):
    """A document has a value that its field does not take."""

    def __init__(self, field: Field, value: Any, cause: ValueRefusedError) -> None:
        super().__init__(f"failed to parse field [{field.path}] of type [{field.kind}]")
        self.preview = str(value)[:100]
        self.cause = str(cause)


class ObjectValueError(ValueError):
    """A document has a plain value where an object is mapped."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"object mapping for [{path}] tried to parse field [{path}] as object, but found a concrete value"
        )


class IndexMapping:
    """The fields of an index by their dotted paths. Raises EngineError for what it does not support."""

    def __init__(self, body: Mapping[str, Any], analysis: Analysis) -> None:
        refuse_unknown(body, ("dynamic", "properties"), "[mappings]", mapping_error)
        _require_strict(body.get("dynamic"), "_doc")
        self._analysis = analysis
        self.fields: dict[str, Field] = {}
        self._write = self._object_writer(require_object(body.get("properties", {}), "[properties]", mapping_error), "")
        self._order_columns = {
            field.column: field.order_column for field in self.fields.values() if isinstance(field, KeywordField)
        }

    def schema(self) -> Schema:
        """The columns of all fields, and those that the engine keeps for itself."""
        builder = SchemaBuilder()
        builder.add_text_field(ID_COLUMN, stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_bytes_field(SOURCE_COLUMN, stored=True)
        for column in (FIELD_NAMES_COLUMN, ARRAYS_COLUMN):
            builder.add_text_field(column, tokenizer_name="raw", index_option="basic")
        for field in self.fields.values():
            field.declare(builder)
        return builder.build()

    def document(self, document_id: str, source: Mapping[str, Any], raw: bytes) -> Document:
        """What tantivy indexes for a document. Raises StrictMappingError, FieldValueError and ObjectValueError."""
        document = Document()
        document.add_text(ID_COLUMN, document_id)
        document.add_bytes(SOURCE_COLUMN, raw)
        noted = DocumentValues()
        self._write(document, noted, source)
        order_columns = self._order_columns
        for column, value in noted.items():
            if value is SEVERAL or value.__class__ is set:
                document.add_text(ARRAYS_COLUMN, column)
            elif column in order_columns:
                document.add_unsigned(order_columns[column], order_word(value))
        return document

    def inside(self, path: str) -> Iterator[Field]:
        """The field at a path, or those inside the object at it."""
        if path in self.fields:
            yield self.fields[path]
        else:
            prefix = f"{path}."
            yield from (field for name, field in self.fields.items() if name.startswith(prefix))

    def _object_writer(self, properties: Mapping[str, Any], path: str) -> Write:
        prefix = f"{path}." if path else ""
        writers = {}
        for name, definition in properties.items():
            if not name or "." in name or name.startswith("_"):
                raise mapping_error(
                    f"field name [{name}] is not supported; supported: names without dots or a leading underscore"
                )
            body = require_object(definition, f"[{prefix}{name}]", mapping_error)
            writers[name] = self._writer(body, f"{prefix}{name}")

        def write(document: Document, noted: DocumentValues, value: Any) -> None:
            if value.__class__ is not dict:
                raise ObjectValueError(path)
            for name, inner in value.items():
                if name not in writers:
                    raise StrictMappingError(name, path or "_doc")
                writer = writers[name]
                if inner.__class__ is list:
                    _write_all(writer, document, noted, inner)
                elif inner is not None:
                    writer(document, noted, inner)

        return write

    def _writer(self, body: Mapping[str, Any], path: str) -> Write:
        kind = body.get("type", "object" if "properties" in body else None)
        if kind == "object":
            refuse_unknown(body, ("type", "properties", "dynamic"), f"[{path}]", mapping_error)
            _require_strict(body.get("dynamic", "strict"), path)
            return self._object_writer(require_object(body.get("properties", {}), f"[{path}]", mapping_error), path)
        multi_fields = []
        for name, definition in require_object(body.get("fields", {}), f"[{path}] fields", mapping_error).items():
            inner = require_object(definition, f"[{path}.{name}]", mapping_error)
            if "fields" in inner:
                raise mapping_error(f"[{path}.{name}] does not support [fields]; supported in fields of an object only")
            multi_fields.append(self._field(inner, f"{path}.{name}", path))
        keyword = next((each.column for each in multi_fields if isinstance(each, KeywordField)), None)
        field = self._field(body, path, path, keyword)
        self.fields |= {each.path: each for each in (field, *multi_fields)}
        return _field_writer(field, multi_fields)

    def _field(self, body: Mapping[str, Any], path: str, source_path: str, keyword: str | None = None) -> Field:
        kind = body.get("type")
        if kind not in _PARAMETERS:
            raise mapping_error(f"No handler for type [{kind}] declared on field [{path}]; {supported(_KINDS)}")
        refuse_unknown(body, ("type", *_PARAMETERS[kind]), f"[{path}] of type [{kind}]", mapping_error)
        try:
            if kind == "keyword":
                name = body.get("normalizer")
                normalizer = None if name is None else self._analysis.normalizer(name)
                return KeywordField(path, kind, normalizer, source_path)
            if kind == "text":
                return self._text_field(body, path, keyword)
        except EngineError as error:
            raise mapping_error(f"field [{path}]: {error.reason}") from error
        if kind == "date":
            return DateField(path, kind, DateFormat(body.get("format", DEFAULT_FORMAT)))
        return DoubleField(path, kind) if kind == "double" else IntegerField(path, kind)

    def _text_field(self, body: Mapping[str, Any], path: str, keyword: str | None) -> TextField:
        name = require_text(body.get("analyzer", "standard"), f"[{path}] analyzer")
        search_name = require_text(body.get("search_analyzer", name), f"[{path}] search_analyzer")
        index_options = require_text(body.get("index_options", "positions"), f"[{path}] index_options")
        if index_options not in INDEX_OPTIONS:
            raise mapping_error(
                f"[{path}] does not support the index_options [{index_options}]; {supported(INDEX_OPTIONS)}"
            )
        analyzer, search_analyzer = self._analysis.analyzer(name), self._analysis.analyzer(search_name)
        if index_options == "positions" and not analyzer.keeps_words:
            raise mapping_error(
                f"[{path}] does not support the index_options [positions] with the analyzer [{name}], several of whose "
                "tokens share a position; supported: [docs, freqs]"
            )
        return TextField(path, "text", name, analyzer, search_analyzer, index_options, keyword)


def _write_all(writer: Write, document: Document, noted: DocumentValues, values: list[Any]) -> None:
    for value in values:
        if value.__class__ is list:
            _write_all(writer, document, noted, value)
        elif value is not None:
            writer(document, noted, value)


def _field_writer(field: Field, multi_fields: list[Field]) -> Write:
    writers = [each.writer() for each in (field, *multi_fields)]

    def write(document: Document, noted: DocumentValues, value: Any) -> None:
        try:
            for write_one in writers:
                write_one(document, noted, value)
        except ValueRefusedError as error:
            raise FieldValueError(field, value, error) from error

    return write


def _require_strict(dynamic: Any, path: str) -> None:
    if dynamic != "strict":
        raise mapping_error(f"[{path}] does not support dynamic [{dynamic}]; supported: [strict]")
