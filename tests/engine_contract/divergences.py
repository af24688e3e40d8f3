"""What the engines are known to do differently; `docs/engines.md` says the same in prose.

Each row says what each engine does, so its test fails as soon as one of them changes, even for the better: then the
row goes, and its text becomes a scenario of both engines.
"""

from typing import NamedTuple

NEWER_STEMMER = (
    "tantivy's English stemmer follows a later version of Snowball's Porter 2 than Lucene 9.12 does: of 308,327 "
    "English words 816 get another stem, which can only be seen where two forms of such a word part ways"
)
NEWER_UNICODE = "Java 17 knows the characters of Unicode 13, tantivy those of later versions"


class Divergence(NamedTuple):
    """A text that the analyzer `analyzer` takes apart differently.

    `until_java` is the first Java version under which Elasticsearch does what the embedded engine does.
    """

    text: str
    elasticsearch: tuple[str, ...]
    embedded: tuple[str, ...]
    reason: str
    analyzer: str = "stemmed"
    until_java: int | None = None


ANALYSIS = (
    Divergence("university", ("univers",), ("universiti",), NEWER_STEMMER),
    Divergence("universities", ("univers",), ("universiti",), NEWER_STEMMER),
    Divergence("universal", ("univers",), ("universal",), NEWER_STEMMER),
    Divergence("international", ("intern",), ("internat",), NEWER_STEMMER),
    Divergence("internal", ("intern",), ("internal",), NEWER_STEMMER),
    Divergence("interval", ("interv",), ("interval",), NEWER_STEMMER),
    Divergence("interfering", ("interf",), ("interfer",), NEWER_STEMMER),
    Divergence("organic", ("organ",), ("organic",), NEWER_STEMMER),
    Divergence("organism", ("organ",), ("organism",), NEWER_STEMMER),
    Divergence("organization", ("organ",), ("organiz",), NEWER_STEMMER),
    Divergence("emergency", ("emerg",), ("emergenc",), NEWER_STEMMER),
    Divergence("evening", ("even",), ("evening",), NEWER_STEMMER),
    Divergence("lateral", ("later",), ("lateral",), NEWER_STEMMER),
    Divergence("added adding", ("ad", "ad"), ("add", "add"), NEWER_STEMMER),
    Divergence("erred", ("er",), ("err",), NEWER_STEMMER),
    Divergence("egged", ("eg",), ("egg",), NEWER_STEMMER),
    Divergence("ebbed", ("eb",), ("ebb",), NEWER_STEMMER),
    Divergence("paste", ("past",), ("paste",), NEWER_STEMMER),
    Divergence("psychologist", ("psychologist",), ("psycholog",), NEWER_STEMMER),
    Divergence("archaeologist", ("archaeologist",), ("archaeolog",), NEWER_STEMMER),
    Divergence("a\u0870b", ("a", "b"), ("a\u0870b",), NEWER_UNICODE, "typed", until_java=19),  # an Arabic letter
    Divergence("\u2c2f", (), ("\u2c5f",), NEWER_UNICODE, "typed", until_java=19),  # a Glagolitic capital
    Divergence("\u9ffd", (), ("\u9ffd",), NEWER_UNICODE, "typed", until_java=19),  # a Han character
)


class Answers(NamedTuple):
    """What each engine answers to a request: only the part in which the answers differ."""

    idea: str
    elasticsearch: object
    embedded: object
    reason: str

    def of(self, engine_url: str) -> object:
        return self.embedded if engine_url.startswith("embedded:") else self.elasticsearch


NO_JSON_DOCUMENT = Answers(
    "a document of a bulk request that is not a JSON object",
    (500, "not_x_content_exception"),
    (400, "document_parsing_exception"),
    "it is the client's fault, so a 400, as Elasticsearch itself answers to an object that breaks off",
)
NULL_AFTER = Answers(
    "null in `search_after` for a number",
    (500, "null_pointer_exception"),
    (400, "illegal_argument_exception"),
    "it is the client's fault, so a 400; hits carry no null for a missing number",
)
