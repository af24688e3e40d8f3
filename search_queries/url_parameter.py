"""One parameter of a URL: what it takes, for the parser and for OpenAPI alike."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Annotated, Any
from unicodedata import normalize
from uuid import UUID

from pydantic import BeforeValidator, PydanticUserError, TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from search_queries.faults import DeclarationError, Fault
from search_queries.text import NOT_BLANK

MAX_VALUES = 50

# RFC 9562, section 4; pydantic also takes braces, urn:uuid: and hyphens left out.
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


def _read_uuid(text: str) -> UUID:
    if not _UUID.fullmatch(text):
        raise ValueError("not the text form of a UUID")
    return UUID(text)


# RFC 3339, section 5.6; pydantic also takes the seconds since 1970 of a midnight.
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _read_date(text: str) -> date:
    if not _FULL_DATE.fullmatch(text):
        raise ValueError("not the text form of a date")
    return date.fromisoformat(text)


# The types of which pydantic takes more forms than one, and what reads the one.
_ONE_FORM: Mapping[type, Callable[[str], Any]] = {UUID: _read_uuid, date: _read_date}


class _ValueType:
    """A type of values as pydantic reads it, and its JSON Schema."""

    def __init__(self, of: Any) -> None:
        read = _ONE_FORM.get(of) if isinstance(of, type) else None
        self.adapter: TypeAdapter[Any] = TypeAdapter(of if read is None else Annotated[of, BeforeValidator(read)])
        self.schema = self.adapter.json_schema()


# Most parameters are of a few types: to make both for each parameter would double the time of an import.
_value_type = lru_cache(256)(_ValueType)

# The kinds of error that pydantic reports, under the codes that clients see.
_CODES = {
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "greater_than": "out_of_range",
    "less_than": "out_of_range",
    "literal_error": "not_allowed",
    "enum": "not_allowed",
    "string_too_long": "too_long",
}

_JSON_TYPES = {"string", "integer", "number", "boolean"}

# What the schema of a number may say of it, in words.
_LIMITS = {
    "minimum": "of {} or more",
    "exclusiveMinimum": "of more than {}",
    "maximum": "of {} or less",
    "exclusiveMaximum": "of less than {}",
    "multipleOf": "that is a multiple of {}",
}
_FORMATS = {
    "uuid": "a UUID",
    "date": "a date such as 2024-12-31",
    "date-time": "a moment such as 2024-12-31T12:00:00Z",
}


@dataclass(frozen=True)
class UrlParameter:
    """A parameter of the name `name` whose values are of the type `of`, which may be an Annotated one.

    `many` says whether it takes several values: by repetition, by commas (`commas`), never by both ways at once where
    the order of values counts (`ordered`: commas only), and of each group of `exclusive` values at most one. A query
    string without a `required` one has a fault.
    """

    name: str
    of: Any
    doc: str
    many: bool = False
    commas: bool = False
    ordered: bool = False
    default: Any = None
    example: Any = None
    required: bool = False
    exclusive: Sequence[Sequence[Any]] = ()

    @cached_property
    def _type(self) -> "_ValueType":
        try:
            return _value_type(self.of)
        except TypeError:  # not hashable
            return _ValueType(self.of)

    @property
    def value_schema(self) -> dict[str, Any]:
        """The JSON Schema of one value."""
        return self._type.schema

    @property
    def choices(self) -> Sequence[Any]:
        """The values of a Literal or an Enum; none for other types."""
        return _choices(self.value_schema)

    def check(self, declared_by: str) -> None:
        """Raise DeclarationError if its type cannot be read, or if it refuses its own example or one of its choices."""
        try:
            is_read = self.value_schema.get("type") in _JSON_TYPES
        except PydanticUserError:
            is_read = False
        if not is_read:
            name = self.of.__name__ if isinstance(self.of, type) else self.of
            raise DeclarationError(
                f"{declared_by}: values of the type {name} are not read; take str, bool, int, float, date, UUID, a "
                "Literal or an Enum of texts or of numbers"
            )
        examples = self.example if isinstance(self.example, list) else [self.example]
        for value in (*self.choices, *examples):
            if value is not None and (faults := self.read([as_text(value)])[1]):
                raise DeclarationError(f"{declared_by}: no query string can ask for {value!r}: {faults[0].detail}")

    def read(self, texts: Sequence[str]) -> tuple[list[Any], list[Fault]]:
        """The values of all occurrences, typed, or what is wrong with them."""
        if len(texts) > 1 and (self.ordered or not self.many):
            several = "; separate its values by commas" if self.many else ""
            return [], [Fault(self.name, "repeated", f"{self.name} may be given once only{several}", self.schema)]
        parts = [part for text in texts for part in (text.split(",") if self.commas else [text])]
        if len(parts) > MAX_VALUES:
            return [], [
                Fault(
                    self.name,
                    "too_many",
                    f"{self.name} takes at most {MAX_VALUES} values; got {len(parts)}",
                    self.schema,
                )
            ]
        values, faults = [], []
        for part in parts:
            if not part.strip():
                faults.append(Fault(self.name, "empty_value", f"{self.name} has an empty value", self.value_schema))
                continue
            try:
                values.append(self._read_one(part))
            except ValidationError as error:
                faults.append(self._fault(part, error.errors()[0]["type"]))
        return values, faults

    def _read_one(self, text: str) -> Any:
        if self.value_schema.get("type") == "string":
            # Free text is checked as it was sent, so that OpenAPI states its length; spaces around a name, an id or a
            # date are forgiven: "title, -year".
            text = json.dumps(text if "pattern" in self.value_schema else normalize("NFC", text.strip()))
        # As strict JSON, so that 1_000, ８, inf or seconds for a date are no values of theirs.
        return self._type.adapter.validate_json(text, strict=True)

    def _fault(self, text: str, error_type: str) -> Fault:
        code = _CODES.get(error_type, "wrong_type")
        given = repr(text if len(text) <= 40 else f"{text[:40]}…")
        if code == "too_long":
            given = f"{max(len(text), len(normalize('NFC', text)))} characters"
        detail = f"{self.name} must be {_describe(self.value_schema)}; got {given}"
        return Fault(self.name, code, detail, self.value_schema)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the parameter as a whole."""
        schema = self.value_schema
        if self.many:
            schema = {"type": "array", "items": schema, "minItems": 1, "maxItems": MAX_VALUES}
            if self.exclusive:
                schema["allOf"] = [
                    {"contains": {"enum": list(group)}, "minContains": 0, "maxContains": 1} for group in self.exclusive
                ]
        return schema if self.default is None else {**schema, "default": self.default}

    def openapi(self) -> dict[str, Any]:
        """The Parameter Object of OpenAPI 3.1, https://spec.openapis.org/oas/v3.1.0#parameter-object."""
        # In the schema, not beside it: Swagger UI fills its form in with the latter, and no hit passes all filters.
        schema = self.schema if self.example is None else {**self.schema, "examples": [self.example]}
        found: dict[str, Any] = {"name": self.name, "in": "query", "description": self.doc, "schema": schema}
        if self.many:
            found |= {"style": "form", "explode": not self.ordered}
        if self.required:
            # with no other parameter to pass, a form may fill itself in
            found |= {"required": True, "example": self.example}
        return found


def _describe(schema: Mapping[str, Any]) -> str:
    """What the schema takes, in words: "a number from 0 to 10"."""
    if choices := _choices(schema):
        return f"one of {', '.join(map(str, choices))}"
    if schema["type"] == "boolean":
        return "true or false"
    if schema["type"] in ("integer", "number"):
        noun = "a whole number" if schema["type"] == "integer" else "a number"
        limits = {name: _number(schema[name]) for name in _LIMITS if name in schema}
        if limits.keys() == {"minimum", "maximum"}:
            return f"{noun} from {limits['minimum']} to {limits['maximum']}"
        phrases = " and ".join(_LIMITS[name].format(limit) for name, limit in limits.items())
        return f"{noun} {phrases}" if phrases else noun
    known_format = schema.get("format")
    noun = _FORMATS.get(known_format, f"a text in the format {known_format}") if known_format else "a text"
    if "maxLength" in schema:
        noun += f" of {schema.get('minLength', 1)} to {schema['maxLength']} characters"
    pattern = schema.get("pattern", NOT_BLANK)
    return noun if pattern == NOT_BLANK else f"{noun} that matches {pattern}"


def _choices(schema: Mapping[str, Any]) -> Sequence[Any]:
    return schema["enum"] if "enum" in schema else [schema["const"]] if "const" in schema else ()


def as_text(value: object) -> str:
    """A value as a query string has it: in the form of JSON, which is read back, without the quotes of a text."""
    plain = to_jsonable_python(value, fallback=str)
    return plain if isinstance(plain, str) else json.dumps(plain)


def _number(value: float) -> str:
    """Every digit of it, while 2147483647 by `:g` would be 2.14748e+09; 8.0 is 8."""
    return str(int(value)) if value == int(value) else str(value)
