"""bool: clauses that must, should, or must not match."""

from collections.abc import Mapping
from typing import Any

from tantivy import Occur, Query

from embedded_engine.checks import refuse_unknown, require_count
from embedded_engine.errors import parsing_error
from embedded_engine.query.compiled import Compiled, Compiler, match_none

_CLAUSES = ("must", "filter", "should", "must_not")


def compile_bool(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """Each clause is a query or a list of them; `minimum_should_match` is a whole number."""
    refuse_unknown(body, (*_CLAUSES, "minimum_should_match"), "[bool]", parsing_error)
    must, filters, should, must_not = (_compile_clause(body.get(name, []), compiler) for name in _CLAUSES)
    least = _least(body.get("minimum_should_match"), required=bool(must or filters), should=len(should))
    if not (must or filters or should or must_not):
        return Compiled(Query.all_query(), 1.0, is_all=True)
    if least > len(should):
        return match_none()
    # tantivy walks the first of several ranges, and looks its documents up in the others
    filters.sort(key=lambda each: each.open_ends)
    clauses = [(Occur.Must, each.query) for each in must]
    clauses += [(Occur.Must, Query.const_score_query(each.query, 0.0)) for each in filters]
    clauses += [(Occur.Should, each.query) for each in should]
    clauses += [(Occur.MustNot, each.query) for each in must_not]
    if not (must or filters or should):
        # tantivy finds nothing where all clauses are negative
        clauses.append((Occur.Must, Query.const_score_query(Query.all_query(), 0.0)))
    query = Query.boolean_query(clauses, least) if least else Query.boolean_query(clauses)
    return Compiled(query, None if should else _sum(must))


def _compile_clause(given: Any, compiler: Compiler) -> list[Compiled]:
    return [compiler.compile(each) for each in (given if isinstance(given, list) else [given])]


def _least(given: Any, *, required: bool, should: int) -> int:
    """How many of the should clauses have to match; one at least where nothing else is required."""
    least = 0 if given is None else require_count(given, "[bool] minimum_should_match", parsing_error)
    return max(least, 1) if should and not required else least


def _sum(must: list[Compiled]) -> float | None:
    """The score of every hit, where the clauses that score do so alike."""
    scores = [each.score for each in must if each.score is not None]
    return sum(scores) if len(scores) == len(must) else None
