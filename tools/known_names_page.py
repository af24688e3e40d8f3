"""The names that the ETL knows -> the text of `docs/known-names.md`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from etl.sources.reading.values import Meaning
from etl.sources.schema import paired_names
from etl.sources.schema.known_names import (
    COLUMNS,
    CREW_LISTS,
    FILM_WORDS,
    GENRE_ID_LISTS,
    GENRE_LISTS,
    LAST_TABLES,
    LINKS,
    NAME_KEYS,
    NOUNS,
    OTHER_COLUMNS,
    OTHER_TABLES,
    PEOPLE_ID_LISTS,
    PEOPLE_LISTS,
    SERIES_TABLES,
    TABLES,
)
from etl.sources.schema.known_values import NOTHING, ROLE_FLAGS, ROLE_NAMES, TYPE_FLAGS, TYPE_NAMES
from tools.markdown import markdown_table

_HEAD = """# Known names

Written from [known_names.py](../etl/sources/schema/known_names.py) and
[known_values.py](../etl/sources/schema/known_values.py) by `make generate`; `make check` fails if it is stale. What
these names stand for, and what is recognised without them, is told in [the page of the ETL](etl.md). Letter case,
underscores and a plural s do not matter: `film_work` stands for `FilmWorks`. Names behind "else" count only without any
before them; [paired_names.py](../etl/sources/schema/paired_names.py) makes the pairs of words."""
_PAIRED: Final = frozenset(
    name
    for pairs in (
        paired_names.CHANGES,
        paired_names.CREATIONS,
        paired_names.DESCRIPTIONS,
        paired_names.POSITIONS,
        paired_names.RATINGS,
        paired_names.RELEASES,
        paired_names.TYPES,
    )
    for name in pairs
)
# The pairs that are shown of each column: one of two words in all their orders.
_SHOWN: Final = 3


def known_names_page() -> str:
    """A page of Markdown: what tables, columns and values are called."""
    sections = [
        _HEAD,
        "## Tables",
        markdown_table(("tables of", "names"), _tables()),
        "## Columns",
        markdown_table(("column", "of", "names"), _columns()),
        "Columns of films that may hold lists, of names or of ids:",
        markdown_table(("lists of", "names"), _lists()),
        "## Values",
        markdown_table(("value", "names", "flags that say it"), _values()),
    ]
    return "\n\n".join(sections) + "\n"


def _tables() -> Iterator[tuple[str, str]]:
    for name in TABLES:
        both = "both names in either order, such as `genre_film_work`" if name in LINKS else ""
        groups = (_listed(known[name]) for known in (TABLES, OTHER_TABLES, LAST_TABLES))
        yield NOUNS[name], "; else ".join(filter(None, (both, *groups)))
    yield "series beside films", _listed(SERIES_TABLES)
    yield "films, by a word in a name such as `movie_metadata`", _listed(FILM_WORDS)


def _columns() -> Iterator[tuple[str, str, str]]:
    rows: dict[tuple[str, str], list[str]] = {}
    for name, columns in COLUMNS.items():
        for ours, names in columns.items():
            if ours not in LINKS.get(name, ()):
                others = [each for each in OTHER_COLUMNS[name].get(ours, ()) if each not in names]
                groups = filter(None, (_listed(names), _listed_with_pairs(others)))
                rows.setdefault((ours, "; else ".join(groups)), []).append(NOUNS[name])
    return ((f"`{ours}`", ", ".join(tables), names) for (ours, names), tables in rows.items())


def _lists() -> Iterator[tuple[str, str]]:
    yield "genres", _listed((*GENRE_LISTS, *GENRE_ID_LISTS))
    for role, names in PEOPLE_LISTS.items():
        yield f"{role}s", _listed((*names, *PEOPLE_ID_LISTS[role]))
    yield "people with their jobs", _listed(CREW_LISTS)
    yield "keys of names in objects of JSON", _listed(NAME_KEYS)


def _values() -> Iterator[tuple[str, str, str]]:
    yield from _meanings(TYPE_NAMES, TYPE_FLAGS)
    yield from _meanings(ROLE_NAMES, ROLE_FLAGS)
    yield "no value", _listed(NOTHING), ""


def _meanings(
    known: Mapping[Meaning, Sequence[str]], flags: Mapping[Meaning, Sequence[str]]
) -> Iterator[tuple[str, str, str]]:
    return ((f"`{meaning}`", _listed(names), _listed(flags[meaning])) for meaning, names in known.items())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _listed_with_pairs(names: Sequence[str]) -> str:
    """The names; of pairs of words how many there are, and the first."""
    pairs = [name for name in names if name in _PAIRED]
    counted = f"{len(pairs)} pairs of words such as {_listed(pairs[:_SHOWN])}" if pairs else ""
    return ", ".join(filter(None, (_listed(name for name in names if name not in _PAIRED), counted)))
