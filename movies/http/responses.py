"""Responses made from a search or from a document of the engine."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

import orjson
from elasticsearch.dsl import AsyncDocument, AsyncSearch
from pydantic import BaseModel
from sanic import HTTPResponse, Request

from catalogue.documents import index_alias
from movies.http.engine_requests import Match, closest_if_nothing_found, find, not_found, read_document, search_several
from movies.http.partial_model import read_fields
from movies.http.response_models import Highlighted
from movies.http.services import services_of
from search_queries import DeclaredSearch, RangeBucket, SearchQuery, SimilarQuery, SuggestQuery, ValueBucket

Item = TypeVar("Item", bound=BaseModel)
Listed = TypeVar("Listed", bound=Highlighted)


class Owner(NamedTuple):
    """The document to which a list belongs, such as the person of a filmography."""

    document: type[AsyncDocument]
    id: str


async def answer_list(request: Request, query: SearchQuery, model: type[Listed]) -> HTTPResponse:
    """The page of hits of a search, by one call to the engine, and a second if nothing has all words.

    Raises UnavailableError.
    """
    services, fields = services_of(request), [*query.shown(model.document_fields()), *query.highlighted]
    found = await find(services.engine, query.build(fields=fields, one_shard=services.one_shard))
    found, match = await closest_if_nothing_found(services, found, query, fields)
    return _answer_page(query, found, match, model, _unchanged)


async def answer_list_within(
    request: Request,
    owner: Owner,
    query: SearchQuery,
    *,
    fields: list[str],
    model: type[Listed],
    read: Callable[[Any], Mapping[str, Any]],
) -> HTTPResponse:
    """The page of hits of a search among the documents of an owner, by as many calls as `answer_list` takes.

    The search has the filter for the owner; `read` makes the values of an item from these fields of a hit. Raises
    NotFoundError if the owner does not exist, and UnavailableError.
    """
    services, fields = services_of(request), [*fields, *query.highlighted]
    exists = AsyncSearch(index=index_alias(owner.document)).filter("term", id=owner.id).extra(size=0)
    search = query.build(fields=fields, one_shard=services.one_shard)
    owners, found = await search_several(services.engine, (exists, search))
    if not owners["hits"]["total"]["value"]:
        raise not_found(owner.id)
    found, match = await closest_if_nothing_found(services, found, query, fields)
    return _answer_page(query, found, match, model, read)


async def answer_suggestions(request: Request, query: SuggestQuery, model: type[BaseModel]) -> HTTPResponse:
    """What a client that is typing may mean, by one call to the engine, and a second if that finds nothing.

    Raises UnavailableError.
    """
    engine = services_of(request).engine
    found = await find(engine, query.build(fields=model.model_fields))
    closest = None if found["hits"]["hits"] else query.build_closest(fields=model.model_fields)
    if closest is not None:
        found = await find(engine, closest)
    items = [{name: hit["_source"].get(name) for name in model.model_fields} for hit in found["hits"]["hits"]]
    return HTTPResponse(orjson.dumps({"items": items}), content_type="application/json")


async def answer_one(
    request: Request, document: type[AsyncDocument], document_id: str, query: DeclaredSearch, model: type[Item]
) -> HTTPResponse:
    """The document with an id, by one call to the engine. Raises NotFoundError and UnavailableError."""
    fields = query.shown(model.model_fields)
    source = await read_document(services_of(request).engine, document, document_id, fields)
    return answer_json(read_fields(model, fields, source), only_given=True)


async def find_similar(
    request: Request, document: type[AsyncDocument], document_id: str, query: SimilarQuery, fields: list[str]
) -> list[Mapping[str, Any]]:
    """These fields of what is like the document with an id, by two calls to the engine.

    Raises NotFoundError and UnavailableError.
    """
    engine = services_of(request).engine
    source = await read_document(engine, document, document_id, query.needed)
    found = await find(engine, query.build(source, fields=fields))
    return [hit["_source"] for hit in found["hits"]["hits"]]


def answer_json(body: BaseModel, *, only_given: bool = False) -> HTTPResponse:
    """A response of status 200; with `only_given`, without the fields that the body was not given."""
    return HTTPResponse(body.model_dump_json(exclude_unset=only_given), content_type="application/json")


def _unchanged(source: Mapping[str, Any]) -> Mapping[str, Any]:
    return source


def _answer_page(
    query: SearchQuery,
    answer: Mapping[str, Any],
    match: Match | None,
    model: type[Listed],
    read: Callable[[Any], Mapping[str, Any]],
) -> HTTPResponse:
    found = answer["hits"]
    links = _page_links(query, found)
    body = {
        "items": _items(query, found["hits"][: query.page.size], match, model, read),
        "total": found["total"]["value"],
        "total_is_exact": found["total"]["relation"] == "eq",
        "match": match,
        "page": links,
    }
    if facets := _facets(query, answer):
        body["facets"] = facets
    response = HTTPResponse(orjson.dumps(body), content_type="application/json")
    named = [f'<{link}>; rel="{name}"' for name, link in (("next", links["next"]), ("prev", links["previous"])) if link]
    if named:
        response.headers["Link"] = ", ".join(named)
    return response


def _page_links(query: SearchQuery, found: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of PageLinks; to make a model of them would take 0.05 ms."""
    page, total, hits = query.page, found["total"], found["hits"][: query.page.size]
    number = following = previous = None
    if page.cursor is not None:
        has_next = len(found["hits"]) > page.size
    else:
        number = page.number
        last_with_hits = -(-total["value"] // page.size)
        has_next = number < last_with_hits or (total["relation"] == "gte" and len(hits) == page.size)
        following = query.at_page(number + 1) if has_next else None
        previous = query.at_page(min(number - 1, last_with_hits))
    after = query.after(hits[-1]["sort"]) if has_next and hits else None
    return {
        "number": number,
        "size": page.size,
        "next": _link(following or after),
        "previous": _link(previous),
        "next_cursor": None if after is None else str(after.page.cursor),
    }


def _items(
    query: SearchQuery,
    hits: Iterable[Mapping[str, Any]],
    match: Match | None,
    model: type[Listed],
    read: Callable[[Any], Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """The fields of the hits that are shown, as the documents have them.

    They are checked when they are loaded; to make models of fifty for each answer would take 0.35 ms.
    """
    fields = model.document_fields()
    shown = query.shown(fields)
    highlighter = query.highlighter(is_closest=match == "closest")
    items = []
    for hit in hits:
        source = hit["_source"]
        values = read(source)
        item = {name: values.get(name) for name in shown}
        if highlighter is not None:
            item["highlights"] = highlighter.mark(source)
        elif len(shown) == len(fields):
            item["highlights"] = None
        items.append(item)
    return items


def _facets(query: SearchQuery, answer: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The facets that a search asks for, from the engine's answer, as `FacetsFound` has them."""
    found = query.facet_buckets(answer.get("aggregations", {}))
    return {name: [_bucket(each) for each in buckets] for name, buckets in found.items()}


def _bucket(bucket: ValueBucket | RangeBucket) -> dict[str, Any]:
    """The fields of a FacetValue or a FacetRange; to make models of ninety buckets for each answer takes 0.3 ms."""
    count, selected, query = bucket.count, bucket.selected, bucket.query
    if isinstance(bucket, ValueBucket):
        return {"value": bucket.value, "id": bucket.id, "count": count, "selected": selected, "query": query}
    return {"from": bucket.start, "to": bucket.end, "count": count, "selected": selected, "query": query}


def _link(query: SearchQuery | None) -> str | None:
    """A link to the same path with another query; correct behind any proxy, since it names no host and no path."""
    return None if query is None else f"?{query.canonical()}"
