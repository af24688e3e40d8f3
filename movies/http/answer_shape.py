"""The shape of the answers: what decides which bytes a cached answer has, in one short text."""

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from pydantic.json_schema import models_json_schema

from movies.http.endpoint import Operation
from search_queries import SearchQuery

# What a JSON Schema says to people; it changes no byte of an answer.
_PROSE = {"title", "description", "examples", "deprecated", "$comment"}
# Members whose keys are names of the project's own, such as a field called `title`.
_NAMES = {"properties", "$defs"}


def shape_of_answers(operations: Iterable[Operation]) -> str:
    """A hash that is the same as long as old answers of the cached operations are still right.

    It changes when a field comes, goes, moves or has another type, and when a search without parameters asks something
    else, since a cache key leaves defaults out. Descriptions, examples and titles do not count.
    """
    cached = sorted((about for about in operations if about.is_cached), key=lambda about: about.id)
    models = dict.fromkeys(about.answer for about in cached)
    references, definitions = models_json_schema([(model, "serialization") for model in models])
    shape = {
        "answers": {about.id: references[about.answer, "serialization"] for about in cached},
        "definitions": _without_prose(definitions),
        "defaults": {
            about.id: about.query.parse(b"").build().to_dict()
            for about in cached
            if about.query and issubclass(about.query, SearchQuery)
        },
    }
    return blake2b(json.dumps(shape).encode(), digest_size=16).hexdigest()


def _without_prose(schema: Any) -> Any:
    """A JSON Schema without what it says to people: `{"type": "string", "title": "Name"}` -> `{"type": "string"}`."""
    if isinstance(schema, list):
        return [_without_prose(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: _without_prose(of_name) for name, of_name in value.items()}
        if key in _NAMES
        else _without_prose(value)
        for key, value in schema.items()
        if key not in _PROSE
    }
