"""Names of columns that are made of two words in either order: `premiere_date`, `date_premiere`, `date_of_premiere`."""

from collections.abc import Iterable, Iterator
from typing import Final


def _pairs(firsts: Iterable[str], seconds: Iterable[str]) -> Iterator[str]:
    for first in firsts:
        for second in seconds:
            yield from (f"{first}_{second}", f"{second}_{first}", f"{second}_of_{first}")


def _in_time(firsts: Iterable[str]) -> Iterator[str]:
    # `on_air` is no date
    return (f"{first}_{second}" for first in firsts for second in ("at", "on"))


_DAYS: Final = ("date", "dt", "day")
_TIMES: Final = ("date", "time", "dt", "datetime", "dttm", "timestamp", "ts")

_RELEASES: Final = (
    *("release", "released", "first_release", "theatrical_release", "cinema_release", "world_release", "premiere"),
    *("premier", "premiered", "world_premiere", "issue", "issued", "launch", "launched", "air", "aired", "first_air"),
    *("first_aired", "debut", "rel", "original_release"),
)
RELEASES: Final = (
    *_pairs(_RELEASES, (*_DAYS, "datetime", "dttm", "timestamp", "ts")),
    *_pairs(("creation", "publication", "production", "prod", "open", "opening"), _DAYS),
    *_in_time(_RELEASES),
)

_CHANGED: Final = ("modified", "modify", "modification", "updated", "update", "changed", "change", "edited", "edit")
_CHANGED_LAST: Final = tuple(f"{before}_{word}" for before in ("last", "row") for word in _CHANGED)
CHANGES: Final = (
    *_CHANGED_LAST,
    *_pairs((*_CHANGED, *_CHANGED_LAST), _TIMES),
    *_in_time((*_CHANGED, *_CHANGED_LAST)),
)

_CREATED: Final = ("created", "create", "added", "insert", "inserted", "row_created")
CREATIONS: Final = (*_pairs(_CREATED, _TIMES), *_in_time(_CREATED))

RATINGS: Final = tuple(
    _pairs(
        (
            *("imdb", "kinopoisk", "kp", "tmdb", "film", "movie", "user", "users", "average", "avg", "mean"),
            *("overall", "aggregate", "public", "final"),
        ),
        ("rating", "raiting", "score", "rate", "grade", "mark"),
    )
)

DESCRIPTIONS: Final = tuple(
    _pairs(
        ("film", "movie", "short", "full", "long", "brief", "detailed", "plot", "story", "text"),
        ("description", "desc", "descr", "plot", "synopsis", "summary", "overview", "annotation", "text", "outline"),
    )
)

TYPES: Final = tuple(
    _pairs(
        (
            *("film", "movie", "film_work", "title", "media", "content", "video", "show", "item", "work"),
            *("production", "programme", "program", "project", "cinema"),
        ),
        ("type", "kind"),
    )
)

POSITIONS: Final = tuple(
    _pairs(
        (
            *("cast", "credit", "credits", "billing", "person", "actor", "role", "crew", "genre", "sort", "display"),
            *("list", "screen", "sequence", "order", "persons", "people", "actors", "writer", "writers", "director"),
            *("directors", "genres"),
        ),
        ("order", "ord", "position", "index", "idx", "no", "num", "number", "rank", "place"),
    )
)
