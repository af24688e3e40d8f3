"""fuzzy: documents with a term that is a few typing errors away from the value."""

from collections.abc import Mapping
from typing import Any

from embedded_engine.checks import require_count
from embedded_engine.errors import illegal_argument, query_shard_error
from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.query.fuzziness import read_fuzziness, spelt_nearly
from embedded_engine.query.one_field import read_boost, read_options, read_token


def compile_fuzzy(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{field: value}` or `{field: {"value", "fuzziness", "transpositions", "max_expansions", "boost"}}`.

    Every term within the distance counts: `max_expansions` is read but never limits their number.
    """
    name, options = read_options(body, "fuzzy", "value", ("fuzziness", "transpositions", "max_expansions"))
    boost = read_boost(options, "fuzzy")
    fuzziness = read_fuzziness(options.get("fuzziness", "AUTO"))
    transpositions = options.get("transpositions", True)
    if not isinstance(transpositions, bool):
        raise illegal_argument(f"[fuzzy] transpositions must be true or false, not [{transpositions}]")
    if require_count(options.get("max_expansions", 50), "[fuzzy] max_expansions") == 0:
        raise query_shard_error("failed to create query: maxExpansions must be positive.")
    token = read_token(compiler.index, name, options.get("value"), "fuzzy")
    if token is None:
        return match_none()
    column, value = token
    schema = compiler.index.schema
    edits = fuzziness.edits(value)
    return spelt_nearly(schema, column, value, edits, transpositions=transpositions).boosted(boost)
