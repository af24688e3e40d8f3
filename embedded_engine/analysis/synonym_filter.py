"""synonym: one word in place of another, "twenty" -> "20"."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from embedded_engine.analysis.tokens import Token
from embedded_engine.checks import refuse_unknown, require_texts
from embedded_engine.errors import illegal_argument

# What means something else than itself to Elasticsearch: alternatives, escapes, comments.
_SPECIAL = ",\\#"


class SynonymFilter:
    """Words by `replacements`; any other word stays."""

    keeps_words = True
    adds_space = False

    def __init__(self, replacements: Mapping[str, str]) -> None:
        self._replacements = replacements

    def words(self, words: Sequence[str]) -> Sequence[str]:
        replaced = self._replacements.get
        return [replaced(word, word) for word in words]

    def tokens(self, tokens: Sequence[Token]) -> Sequence[Token]:
        return [
            token._replace(text=self._replacements[token.text], type="SYNONYM")
            if token.text in self._replacements
            else token
            for token in tokens
        ]


def read_synonym(where: str, body: Mapping[str, Any], analyze: Callable[[str], Sequence[str]]) -> SynonymFilter:
    """`{"synonyms": ["twenty => 20", ...]}`; `analyze` is what comes before the filter, which the rules go through too.

    Raises EngineError, also for a rule with several words on a side.
    """
    refuse_unknown(body, ("type", "synonyms"), where, illegal_argument)
    replacements: dict[str, str] = {}
    for rule in require_texts(body.get("synonyms"), f"{where} synonyms"):
        sides = [side.strip() for side in rule.split("=>")]
        analyzed = [word for side in sides if side for word in analyze(side)]
        if len(sides) != 2 or len(analyzed) != 2 or any(character in rule for character in _SPECIAL):
            raise illegal_argument(f"{where} does not support the rule [{rule}]; supported: [word => word]")
        word, replacement = analyzed
        if replacements.setdefault(word, replacement) != replacement:
            raise illegal_argument(f"{where} has two rules for [{word}]; supported: one")
    return SynonymFilter(replacements)
