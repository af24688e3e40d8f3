"""`minimum_should_match`: how many of some optional clauses a document has to match."""

import re
from collections.abc import Mapping
from typing import Any

from embedded_engine.errors import query_shard_error

_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")


def read_minimum(options: Mapping[str, Any], kind: str) -> int | None:
    """A whole number, -2 for all but two; None if it is not set. Raises ShardError for anything else (`"75%"`)."""
    given = options.get("minimum_should_match")
    if given is None:
        return None
    if isinstance(given, bool) or not _WHOLE_NUMBER.fullmatch(str(given)):
        raise query_shard_error(f"[{kind}] does not support minimum_should_match [{given}]; supported: whole numbers")
    return int(given)


def least_of(minimum: int | None, optional: int) -> int:
    """How many of the optional clauses have to match: with a minimum of -2 and 5 clauses, 3."""
    if minimum is None:
        return 0
    return minimum if minimum >= 0 else max(optional + minimum, 0)
