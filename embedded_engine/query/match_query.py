"""match: words of one field, typing errors forgiven where `fuzziness` says so."""

from collections.abc import Mapping
from typing import Any

from tantivy import Occur, Query

from embedded_engine.checks import refuse_unknown, require_count, require_object, require_text
from embedded_engine.errors import illegal_argument, parsing_error
from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.query.one_field import read_field
from embedded_engine.storage.fields import TextField

_OPERATORS = {"and": Occur.Must, "or": Occur.Should}
_OPTIONS = ("query", "operator", "fuzziness", "max_expansions")
# The word itself before words that are a typing error away.
_EXACT_BOOST = 2.0


def compile_match(body: Mapping[str, Any], compiler: Compiler) -> Compiled:
    """`{field: {"query", "operator", "fuzziness": "AUTO", "max_expansions"}}`.

    All words within the distance count, however many: `max_expansions` never cuts them off here.
    """
    name, what = read_field(body, "match")
    options = require_object(what, "[match]", parsing_error)
    refuse_unknown(options, _OPTIONS, "[match]", parsing_error)
    text = require_text(options.get("query"), "[match] query", parsing_error)
    operator = require_text(options.get("operator", "or"), "[match] operator", parsing_error).lower()
    if operator not in _OPERATORS:
        raise illegal_argument(f"[match] does not support the operator [{operator}]; supported: [and, or]")
    if options.get("fuzziness", "AUTO") != "AUTO":
        raise parsing_error(f"[match] does not support the fuzziness [{options['fuzziness']}]; supported: [AUTO]")
    require_count(options.get("max_expansions", 50), "[match] max_expansions")
    field = compiler.index.mapping.fields.get(name)
    if field is None:
        return match_none()
    if not isinstance(field, TextField):
        raise parsing_error(f"[match] does not support field [{name}] of type [{field.kind}]; supported: [text]")
    words = list(dict.fromkeys(field.analyzer.analyze(text)))
    if not words:
        return match_none()
    is_fuzzy = "fuzziness" in options
    clauses = [(_OPERATORS[operator], _word(field, word, compiler, is_fuzzy=is_fuzzy)) for word in words]
    return Compiled(clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses))


def _word(field: TextField, word: str, compiler: Compiler, *, is_fuzzy: bool) -> Query:
    schema = compiler.index.schema
    exact = field.word(schema, word)
    furthest = _distance(word) if is_fuzzy else 0
    if not furthest:
        return exact
    # the fewer errors, the better: "kubrik" is Kubrick before it is Brik
    alike = [
        Query.const_score_query(Query.fuzzy_term_query(schema, field.column, word, distance), 1.0 / distance)
        for distance in range(1, furthest + 1)
    ]
    return Query.disjunction_max_query([Query.boost_query(exact, _EXACT_BOOST), *alike])


def _distance(word: str) -> int:
    """How many errors AUTO forgives, a swap of neighbours being one; Elasticsearch's Fuzziness.AUTO."""
    if len(word) < 3:
        return 0
    return 1 if len(word) < 6 else 2
