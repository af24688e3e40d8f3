"""Asking an engine for a declared search, as whoever serves one does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import AsyncElasticsearch

from search_queries import SearchQuery


@dataclass(frozen=True)
class Found:
    """What a search finds: the hits of its page, the shown fields of each, and what is told of all hits."""

    ids: list[str]
    sources: list[dict[str, Any]]
    total: int
    is_closest: bool
    facets: dict[str, Any]
    highlights: list[Any]
    sort_values: list[Any]


async def ask(engine: AsyncElasticsearch, index: str, search: SearchQuery, names: Sequence[str] = ("id",)) -> Found:
    """What every word finds, else the closest; `names` are the fields of a hit that a client may ask for."""
    fields = [*search.shown(names), *search.highlighted]
    answer = await search.build(fields=fields).index().index(index).answer(engine)
    closest = search.build_closest(fields=fields) if not answer["hits"]["total"]["value"] else None
    if closest is not None:
        answer = await closest.index().index(index).answer(engine)
    hits = answer["hits"]["hits"][: search.page.size]
    sources = [hit["_source"] for hit in hits]
    highlighter = search.highlighter(is_closest=closest is not None)
    return Found(
        ids=[hit["_id"] for hit in hits],
        sources=sources,
        total=answer["hits"]["total"]["value"],
        is_closest=closest is not None,
        facets=search.facet_buckets(answer.get("aggregations", {})),
        highlights=[highlighter.mark(source) for source in sources] if highlighter else [],
        sort_values=[hit["sort"] for hit in hits],
    )


async def walk(engine: AsyncElasticsearch, index: str, search: SearchQuery) -> list[str]:
    """The ids of all hits, from page to page by cursors, each in its text form as a client sends it."""
    ids: list[str] = []
    following: SearchQuery | None = search
    while following is not None:
        found = await ask(engine, index, following)
        ids += found.ids
        after = following.after(found.sort_values[-1]) if found.ids else None
        following = after and type(search).parse(after.canonical().encode())
    return ids
