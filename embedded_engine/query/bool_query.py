"""bool: clauses that must, should, or must not match."""

from collections.abc import Mapping
from typing import Any

from tantivy import Occur, Query

from embedded_engine.checks import refuse_unknown
from embedded_engine.errors import parsing_error
from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.query.minimum_should_match import least_of, read_minimum
from embedded_engine.query.one_field import read_boost

_CLAUSES = ("must", "filter", "should", "must_not")


def compile_bool(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{"must", "filter", "should", "must_not", "minimum_should_match", "boost"}`.

    Each of the first four is a query or a list of them.
    """
    refuse_unknown(body, (*_CLAUSES, "minimum_should_match", "boost"), "[bool]", parsing_error)
    boost = read_boost(body, "bool")
    minimum = read_minimum(body, "bool")
    must, filters, should, must_not = (_read_clause(body.get(name, [])) for name in _CLAUSES)
    if not (must or filters or should or must_not):
        return Compiled(Query.all_query(), 1.0, is_all=True).boosted(boost)
    least = _least(minimum, required=bool(must or filters), should=len(should))
    if len(must) == 1 and not should:
        scoring = [compiler.compile_weighted(must[0])]
    else:
        scoring = [compiler.compile(each) for each in must]
    # tantivy walks the first of several ranges, and looks its documents up in the others
    filtering = sorted((compiler.compile(each) for each in filters), key=lambda each: each.missing_bounds)
    preferred = [compiler.compile(each) for each in should]
    excluded = [compiler.compile(each) for each in must_not]
    if least > len(preferred):
        return match_none()
    clauses = [(Occur.Must, each.query) for each in scoring]
    clauses += [(Occur.Must, Query.const_score_query(each.filter, 0.0)) for each in filtering]
    clauses += [(Occur.Should, each.query) for each in preferred]
    clauses += [(Occur.MustNot, each.filter) for each in excluded]
    if not (scoring or filtering or preferred):
        # tantivy finds nothing if all clauses exclude
        clauses.append((Occur.Must, Query.const_score_query(Query.all_query(), 0.0)))
    query = Query.boolean_query(clauses, least) if least else Query.boolean_query(clauses)
    weight = scoring[0].weight if scoring else None
    return Compiled(query, None if preferred else _sum(scoring), weight=weight).boosted(boost)


def _read_clause(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]


def _least(minimum: int | None, *, required: bool, should: int) -> int:
    """How many of the should clauses have to match; at least one if nothing else is required."""
    if required:
        return least_of(minimum, should)
    # beside clauses that must not match alone, Elasticsearch forgets the minimum
    return max(least_of(minimum, should), 1) if should else 0


def _sum(scoring: list[Compiled]) -> float | None:
    """The score of every hit, if each of the clauses scores all of its hits alike."""
    scores = [each.score for each in scoring if each.score is not None]
    return sum(scores) if len(scores) == len(scoring) else None
