"""Character filters, which run in Python before tantivy sees a text."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from embedded_engine.checks import refuse_unknown, require_texts
from embedded_engine.errors import illegal_argument

CharFilter = Callable[[str], str]

_RULE = re.compile(r"\s*(.*?)\s*=>\s*(.*?)\s*", re.DOTALL)


def read_mapping(where: str, body: Mapping[str, Any]) -> CharFilter:
    """`{"mappings": ["ё => е", ...]}`. Raises EngineError."""
    refuse_unknown(body, ("type", "mappings"), where, illegal_argument)
    rules: dict[str, str] = {}
    for rule in require_texts(body.get("mappings"), f"{where} mappings"):
        match = _RULE.fullmatch(rule)
        if match is None or "\\" in rule or not match[1]:
            raise illegal_argument(f"Invalid Mapping Rule : [{rule}]; supported: [from => to], without escapes")
        if match[1] in rules:
            raise illegal_argument(f'match "{match[1]}" was already added')
        rules[match[1]] = match[2]
    return _replace_by(rules)


def unchanged(text: str) -> str:
    """The filter of an analyzer that has none."""
    return text


def chain(filters: list[CharFilter]) -> CharFilter:
    """All filters, one after the other."""
    filters = [each for each in filters if each is not unchanged]
    if not filters:
        return unchanged
    if len(filters) == 1:
        return filters[0]

    def apply_all(text: str) -> str:
        for char_filter in filters:
            text = char_filter(text)
        return text

    return apply_all


def _replace_by(rules: Mapping[str, str]) -> CharFilter:
    """Replace from left to right, at each place the longest key that is there."""
    if not rules:
        return unchanged
    keys = sorted(rules, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, keys)))
    firsts = sorted({key[0] for key in keys})
    ascii_firsts = [first for first in firsts if first.isascii()]
    find_first = re.compile(f"[{''.join(map(re.escape, firsts))}]").search

    def replace(text: str) -> str:
        # Most texts hold no key at all, and to look for the first characters of keys is far quicker than to run the
        # pattern: one by one for the few that an ASCII text can hold, all sixty at once in a tenth of that time.
        if text.isascii():
            for first in ascii_firsts:
                if first in text:
                    break
            else:
                return text
        elif not find_first(text):
            return text
        return pattern.sub(lambda match: rules[match[0]], text)

    return replace
