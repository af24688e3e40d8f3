"""fuzzy: documents with a term that is a few typing errors away from the value."""

from collections.abc import Mapping
from typing import Any

from tantivy import Query, Schema

from embedded_engine.checks import require_count
from embedded_engine.errors import illegal_argument, query_shard_error
from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.query.fuzziness import read_fuzziness
from embedded_engine.query.one_field import read_boost, read_options, read_token

# The word itself before words that are a typing error away.
_EXACT_BOOST = 2.0


def compile_fuzzy(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{field: value}` or `{field: {"value", "fuzziness", "transpositions", "max_expansions", "boost"}}`.

    All terms within the distance count, however many: `max_expansions` never cuts them off here.
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


def spelt_nearly(schema: Schema, column: str, value: str, edits: int, *, transpositions: bool = True) -> Compiled:
    """Documents with a term at most `edits` typing errors away: the fewer errors, the better they score.

    So "kubrik" is Kubrick before it is Brik. A swap of neighbours is one error with `transpositions`, else two.
    """
    exact = Query.term_query(schema, column, value, "freq")
    if not edits:
        return Compiled(exact)
    within = [
        Query.fuzzy_term_query(schema, column, value, distance, transpositions) for distance in range(1, edits + 1)
    ]
    scored = [Query.const_score_query(near, 1.0 / distance) for distance, near in enumerate(within, start=1)]
    query = Query.disjunction_max_query([Query.boost_query(exact, _EXACT_BOOST), *scored])
    return Compiled(query, unscored=within[-1])
