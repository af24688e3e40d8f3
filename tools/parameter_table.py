"""The OpenAPI document -> the text of `docs/parameters.md`: every parameter of every endpoint."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tools.markdown import markdown_table

_HEAD = """# Parameters

Written from the declarations by `make generate`; `make check` fails if it is stale. What each kind of parameter means
is told in [the guide](guide/declare.md#the-kinds). "Several" means that a parameter may be repeated. Endpoints whose
answers are cached also take the header `If-None-Match`.
"""
_BOUNDS = {"from": "minimum", "more than": "exclusiveMinimum", "to": "maximum", "less than": "exclusiveMaximum"}


def parameter_table(document: Mapping[str, Any]) -> str:
    """A page of Markdown: a section for each endpoint, a row for each of its parameters."""
    sections = [
        _section(path, operation) for path, operations in document["paths"].items() for operation in operations.values()
    ]
    return "\n".join([_HEAD, *sections])


def _section(path: str, operation: Mapping[str, Any]) -> str:
    rows = [_row(parameter) for parameter in operation["parameters"] if parameter["in"] != "header"]
    table = markdown_table(("parameter", "values", "default", "meaning"), rows) if rows else "No parameters."
    return f"## `{path}`\n\n{operation['summary']}.\n\n{table}\n"


def _row(parameter: Mapping[str, Any]) -> list[str]:
    schema = parameter["schema"]
    place = "in the path" if parameter["in"] == "path" else "required" if parameter.get("required") else ""
    values = ", ".join(filter(None, [place, *_values(schema)]))
    default = f"`{json.dumps(schema['default'])}`" if "default" in schema else ""
    return [f"`{parameter['name']}`", values, default, parameter["description"]]


def _values(schema: Mapping[str, Any]) -> Iterator[str]:
    """What a value may be, in a few words: `integer`, `from 1 to 100`."""
    if schema.get("type") == "array":
        yield from _values(schema["items"])
        yield "several"
        return
    if chosen := schema.get("enum", [schema["const"]] if "const" in schema else []):
        yield " ".join(f"`{value}`" for value in chosen)
    else:
        yield schema.get("format", schema["type"])
    yield " ".join(f"{word} {schema[bound]}" for word, bound in _BOUNDS.items() if bound in schema)
    if "maxLength" in schema:
        yield f"at most {schema['maxLength']} characters"
