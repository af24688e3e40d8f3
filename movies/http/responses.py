"""Responses made from a search or from a document of the engine."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar, cast

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch
from elasticsearch import NotFoundError as NoDocumentError
from elasticsearch.dsl import AsyncDocument, AsyncMultiSearch, AsyncSearch
from pydantic import BaseModel, Field
from sanic import HTTPResponse, Request

from catalogue.unavailable import engine_error, failed_search
from movies.http.problems import NotFoundError
from movies.http.services import services_of
from search_queries import SearchQuery

Item = TypeVar("Item", bound=BaseModel)


class PageLinks(BaseModel):
    """The page, with relative links to its neighbours."""

    number: int = Field(description="The number of this page, from 1.")
    size: int = Field(description="The greatest number of items on a page.")
    next: str | None = Field(description="The next page; null on the last page.", examples=["?page_number=2"])
    previous: str | None = Field(description="The nearest earlier page that has items; null on the first page.")


class Listing(BaseModel, Generic[Item]):
    """One page of a list."""

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """The name that OpenAPI shows."""
        return f"{params[0].__name__}List"

    items: list[Item]
    total: int = Field(description="The number of items on all pages.")
    total_is_exact: bool = Field(description="False if there are `total` items or more.")
    page: PageLinks


class Owner(NamedTuple):
    """The document to which a list belongs, such as the person of a filmography."""

    document: type[AsyncDocument]
    id: str


async def answer_list(request: Request, query: SearchQuery, model: type[Item]) -> HTTPResponse:
    """The page of hits of a search, by one call to the engine. Raises UnavailableError."""
    search = query.build().source(list(model.model_fields)).using(services_of(request).engine)
    try:
        found: Any = await search.response_class(cast("Any", _unwrapped)).execute()
    except (ApiError, TransportError) as error:
        raise engine_error(error) from error
    return _answer_page(query, found["hits"], model, model.model_validate)


async def answer_list_within(
    request: Request,
    owner: Owner,
    query: SearchQuery,
    *,
    narrowed: AsyncSearch,
    model: type[Item],
    read: Callable[[Any], Item],
) -> HTTPResponse:
    """The page of hits of a search among the documents of an owner, by one call to the engine.

    `narrowed` is the query's search with the filter for the owner; `read` makes an item from a hit's `_source`.
    Raises NotFoundError if the owner does not exist, and UnavailableError.
    """
    exists = AsyncSearch(index=owner.document._index._name).filter("term", id=owner.id).extra(size=0)
    owners, found = await search_several(services_of(request).engine, (exists, narrowed))
    if not owners["hits"]["total"]["value"]:
        raise _not_found(owner.id)
    return _answer_page(query, found["hits"], model, read)


async def answer_one(
    request: Request, document: type[AsyncDocument], document_id: str, model: type[Item]
) -> HTTPResponse:
    """The document with an id, by one call to the engine. Raises NotFoundError and UnavailableError."""
    engine = services_of(request).engine
    try:
        # Not in real time, so that a document appears at the same moment here and in searches.
        found = await engine.get(
            index=document._index._name, id=document_id, realtime=False, source_includes=list(model.model_fields)
        )
    except NoDocumentError as error:
        if "found" not in error.body:
            raise engine_error(error) from error
        raise _not_found(document_id) from error
    except (ApiError, TransportError) as error:
        raise engine_error(error) from error
    return answer_json(model.model_validate(found["_source"]))


async def search_several(engine: AsyncElasticsearch, searches: Iterable[AsyncSearch]) -> list[Any]:
    """The response to each search, by one call to the engine. Raises UnavailableError.

    Such as `[{"hits": {"total": {"value": 1, ...}, "hits": [{"_source": {...}}]}}]`.
    """
    together = AsyncMultiSearch()
    for search in searches:
        together = together.add(search)
    try:
        answers: list[Any] = (await engine.msearch(searches=together.to_dict())).body["responses"]
    except (ApiError, TransportError) as error:
        raise engine_error(error) from error
    for answer in answers:
        if "error" in answer:
            raise failed_search(answer)
    return answers


def answer_json(body: BaseModel) -> HTTPResponse:
    """A response of status 200."""
    return HTTPResponse(body.model_dump_json(), content_type="application/json")


def _unwrapped(_search: AsyncSearch, body: Any) -> Any:
    """The engine's JSON unwrapped: response models read it, and elasticsearch-dsl's wrapper would take 0.1 ms."""
    return body


def _not_found(document_id: str) -> NotFoundError:
    return NotFoundError(f"There is nothing with the id {document_id}.")


def _answer_page(
    query: SearchQuery, found: Mapping[str, Any], model: type[Item], read: Callable[[Any], Item]
) -> HTTPResponse:
    total = found["total"]
    page = query.page
    last_with_hits = -(-total["value"] // page.size)
    following = query.at_page(page.number + 1) if page.number < last_with_hits else None
    previous = query.at_page(min(page.number - 1, last_with_hits))
    links = PageLinks(number=page.number, size=page.size, next=_link(following), previous=_link(previous))
    listing = Listing[model](  # type: ignore[valid-type]
        items=[read(hit["_source"]) for hit in found["hits"]],
        total=total["value"],
        total_is_exact=total["relation"] == "eq",
        page=links,
    )
    answer = answer_json(listing)
    named = [f'<{link}>; rel="{name}"' for name, link in (("next", links.next), ("prev", links.previous)) if link]
    if named:
        answer.headers["Link"] = ", ".join(named)
    return answer


def _link(query: SearchQuery | None) -> str | None:
    """A link to the same path with another query; correct behind any proxy, since it names no host and no path."""
    return None if query is None else f"?{query.canonical()}"
