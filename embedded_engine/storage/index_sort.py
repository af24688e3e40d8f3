"""`settings.sort` of an index: the order of its documents, which changes no answer.

Elasticsearch stops early where a search asks for that order. Here it is only checked and shown.
"""

from collections.abc import Mapping
from typing import Any

from embedded_engine.checks import refuse_unknown, require_object, require_texts
from embedded_engine.errors import illegal_argument, supported
from embedded_engine.storage.fields import Field, TextField

_OPTIONS: dict[str, tuple[str, ...]] = {"order": ("asc", "desc"), "missing": ("_last", "_first")}


def check_index_sort(sort: Any, fields: Mapping[str, Field]) -> None:
    """Raise EngineError unless it is an order by some of these fields.

    Such as `{"field": ["votes"], "order": ["desc"], "missing": ["_last"]}`.
    """
    given = require_object(sort, "[settings.sort]")
    refuse_unknown(given, ("field", *_OPTIONS), "[settings.sort]", illegal_argument)
    paths = require_texts(given.get("field", []), "[settings.sort.field]")
    for path in paths:
        if path not in fields:
            raise illegal_argument(f"unknown index sort field:[{path}]")
        if isinstance(fields[path], TextField):
            raise illegal_argument(f"invalid index sort field:[{path}] of type [text]")
    for option, known in _OPTIONS.items():
        values = require_texts(given.get(option, [known[0]] * len(paths)), f"[settings.sort.{option}]")
        if len(values) != len(paths):
            raise illegal_argument(f"[settings.sort.{option}] needs {len(paths)} values, one for each field")
        for value in values:
            if value not in known:
                raise illegal_argument(f"[settings.sort.{option}] does not support [{value}]; {supported(known)}")
