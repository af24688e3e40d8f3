"""dis_max: the hits of any of several queries, scored by the best of them."""

from collections.abc import Mapping
from typing import Any

from tantivy import Query

from embedded_engine.checks import refuse_unknown
from embedded_engine.errors import parsing_error, query_shard_error
from embedded_engine.query.compiled import Compiled, Compiler
from embedded_engine.query.one_field import read_boost


def compile_dis_max(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{"queries": [{...}, ...], "tie_breaker": 0 to 1, "boost"}`.

    The score is the best of the queries' scores, plus `tie_breaker` times the sum of the others.
    """
    refuse_unknown(body, ("queries", "tie_breaker", "boost"), "[dis_max]", parsing_error)
    given = body.get("queries")
    if not isinstance(given, list | dict) or not given:
        raise parsing_error("[dis_max] requires [queries]: a query, or a list of one query or more")
    boost = read_boost(body, "dis_max")
    tie_breaker = body.get("tie_breaker", 0.0)
    if isinstance(tie_breaker, bool) or not isinstance(tie_breaker, int | float) or not 0 <= tie_breaker <= 1:
        raise query_shard_error(f"[dis_max] tie_breaker must be a number from 0 to 1, not {tie_breaker}")
    queries = [compiler.compile(each) for each in (given if isinstance(given, list) else [given])]
    if len(queries) == 1:
        return queries[0].boosted(boost)
    return Compiled(Query.disjunction_max_query([each.query for each in queries], float(tie_breaker))).boosted(boost)
