"""A walk by cursor over all films while others are added, changed and removed, and a load brings a new index.

Of some thousand films; with SOAK set, of 200,000.
"""

import asyncio
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from random import Random
from statistics import median
from typing import Any

import pytest
from elasticsearch import AsyncElasticsearch

from movies.films import FilmSearch
from tests.fixtures.films import Film
from tests.fixtures.generated_films import DAYS, RATINGS, VOTES, WORDS, id_of
from tests.fixtures.indices import create_films
from tests.search_contract.test_cursors import page

_FILMS = 200_000 if "SOAK" in os.environ else 4_000
_PAGE_SIZE = 100
_WRITTEN_AT_ONCE = 60
_PAGES_A_WRITE = 4 if "SOAK" in os.environ else 2
_TIMED_PAGES = 100 if "SOAK" in os.environ else 5


def small_film(random: Random, number: int) -> Film:
    """What a walk needs of a film; a value in seven is missing, and each of the others is that of many films."""
    values = {"imdb_rating": RATINGS, "release_date": DAYS, "votes": VOTES, "release_year": range(1990, 2020)}
    known = {name: random.choice(choices) for name, choices in values.items() if random.random() < 6 / 7}
    title = " ".join(random.choices(WORDS, k=2))
    return {"id": id_of(f"{number}"), "id_hash": random.getrandbits(63), "title": title, "type": "movie", **known}


async def write_some(engine: AsyncElasticsearch, index: str, operations: Iterable[dict[str, Any]]) -> None:
    """Add, change and remove films; to remove one that is gone already is no fault."""
    answer = await engine.bulk(index=index, operations=list(operations), refresh=True)
    statuses = {each["status"] for item in answer["items"] for each in item.values()}
    assert statuses <= {200, 201, 404}


def writes(changing: list[Film], *, deletes: bool) -> Iterator[list[dict[str, Any]]]:
    """Bulk operations without end, which add films, and change and remove those of `changing`.

    For an engine that does not delete, a removed film loses all values instead.
    """
    random, numbers = Random(2), count(_FILMS)  # noqa: S311 - films, no secrets
    while True:
        yield [line for _ in range(_WRITTEN_AT_ONCE) for line in _one_write(random, numbers, changing, deletes)]


def _one_write(random: Random, numbers: Iterator[int], changing: list[Film], deletes: bool) -> Iterator[dict[str, Any]]:
    kind, one = random.randrange(3), random.choice(changing)
    if kind == 0:
        added = small_film(random, next(numbers))
        yield from ({"index": {"_id": added["id"]}}, added)
    elif kind == 1:
        changed = small_film(random, 0) | {name: one[name] for name in ("id", "id_hash")}
        yield from ({"index": {"_id": one["id"]}}, changed)
    elif deletes:
        yield {"delete": {"_id": one["id"]}}
    else:
        emptied = {name: one[name] for name in ("id", "id_hash", "title")}
        yield from ({"index": {"_id": one["id"]}}, emptied)


@pytest.mark.parametrize("sort", ["-imdb_rating", "release_year,-votes"])
async def test_a_film_whose_sort_keys_stay_is_visited_exactly_once(
    engine: AsyncElasticsearch,
    new_name: Callable[[str], str],
    engine_url: str,
    sort: str,
) -> None:
    random = Random(1)  # noqa: S311 - films, no secrets
    films = [small_film(random, number) for number in range(_FILMS)]
    stay, changing = films[::2], films[1::2]
    await create_films(engine, new_name("before"), films)
    # a load knows nothing of the walk: the films come in another order, and some are gone
    await create_films(engine, new_name("after"), [*reversed(stay), *changing[::3]])

    visits: Counter[str] = Counter()
    seconds: list[float] = []
    search: FilmSearch | None = FilmSearch.parse(f"sort={sort}&page_size={_PAGE_SIZE}".encode())

    # the embedded engine refuses to delete: films of its indices go by a load
    operations = writes(changing, deletes=not engine_url.startswith("embedded:"))
    for number in count():
        if search is None:
            break
        index = new_name("before" if visits.total() < _FILMS // 2 else "after")
        started = time.perf_counter()
        if number % _PAGES_A_WRITE:
            ids, search = await page(engine, index, search)
            seconds.append(time.perf_counter() - started)
        else:
            (ids, search), _ = await asyncio.gather(
                page(engine, index, search), write_some(engine, index, next(operations))
            )
        visits.update(ids)

    first, last = (f"{1_000 * median(part):.1f}" for part in (seconds[:_TIMED_PAGES], seconds[-_TIMED_PAGES:]))
    # pytest -rP shows it
    sys.stdout.write(f"{len(visits)} films, medians of the first and the last {_TIMED_PAGES} pages: {first}, {last} ms")
    assert {visits[film["id"]] for film in stay} == {1}
