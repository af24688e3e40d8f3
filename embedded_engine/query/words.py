"""Reading queries that split a text into words, and combining the queries of the words."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tantivy import Occur, Query

from embedded_engine.checks import require_text
from embedded_engine.errors import illegal_argument, parsing_error, supported
from embedded_engine.query.compiled import Compiled, Compiler, match_none
from embedded_engine.query.minimum_should_match import least_of
from embedded_engine.storage.fields import TextField, ValueRefusedError, read_text

_OPERATORS = {"and": Occur.Must, "or": Occur.Should}


def read_words(options: Mapping[str, Any], kind: str) -> str:
    """The text to split; a number counts as its text."""
    given = options.get("query")
    try:
        return read_text(given)
    except ValueRefusedError as error:
        raise parsing_error(f"[{kind}] query must be a string") from error


def read_operator(options: Mapping[str, Any], kind: str) -> Occur:
    """Whether all of the words have to match (`and`) or any of them (`or`, the default)."""
    operator = require_text(options.get("operator", "or"), f"[{kind}] operator", parsing_error).lower()
    if operator not in _OPERATORS:
        raise illegal_argument(f"[{kind}] does not support the operator [{operator}]; {supported(_OPERATORS)}")
    return _OPERATORS[operator]


def find_text_field(compiler: Compiler, name: str, kind: str) -> TextField | None:
    """The field; None if the index has no such field. Raises EngineError for a field that has no words."""
    field = compiler.index.mapping.fields.get(name)
    if field is None or isinstance(field, TextField):
        return field
    raise parsing_error(f"[{kind}] does not support field [{name}] of type [{field.kind}]; supported: [text]")


def split_words(field: TextField, text: str) -> list[str]:
    """The words of a text that is searched for, in their order. Raises EngineError if a word has several tokens."""
    if not field.search_analyzer.keeps_words:
        raise parsing_error(
            f"field [{field.path}] has a search_analyzer with edge_ngram or shingle; supported: one token a word"
        )
    return list(field.search_analyzer.analyze(text))


def join_words(
    words: Sequence[str], operator: Occur, make_query: Callable[[str], Query], minimum: int | None = None
) -> Compiled:
    """Documents with all or any of the words, at least `minimum` of any; nothing if there are no words."""
    if len(words) < 2 or operator is Occur.Must:
        minimum = None
    if minimum is None:
        # twice the same word asks nothing more, and would only score twice
        words = list(dict.fromkeys(words))
    if not words:
        return match_none()
    least = least_of(minimum, len(words))
    if least > len(words):
        return match_none()
    clauses = [(operator, make_query(word)) for word in words]
    if len(clauses) == 1:
        return Compiled(clauses[0][1])
    return Compiled(Query.boolean_query(clauses, least) if least else Query.boolean_query(clauses))
