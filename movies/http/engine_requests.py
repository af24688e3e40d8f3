"""What the service asks of the engine. A refusal, a failure and an answer of something else are an UnavailableError."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from elastic_transport import TransportError
from elasticsearch import ApiError, AsyncElasticsearch
from elasticsearch import NotFoundError as NoDocumentError
from elasticsearch.dsl import AsyncDocument, AsyncMultiSearch, AsyncSearch

from catalogue.documents import index_alias
from catalogue.unavailable import check_answer, engine_error, failed_search, not_elasticsearch
from movies.http.problems import NotFoundError
from movies.http.services import Services
from search_queries import PreparedSearch, SearchQuery

Match = Literal["all_words", "closest"]


async def find(engine: AsyncElasticsearch, search: PreparedSearch) -> Mapping[str, Any]:
    """The engine's answer, as its JSON. Raises UnavailableError."""
    try:
        answer = await search.answer(engine)
    except (ApiError, TransportError) as error:
        raise engine_error(error) from error
    check_answer(answer)
    found: Mapping[str, Any] = answer
    return found


async def closest_if_nothing_found(
    services: Services, found: Mapping[str, Any], query: SearchQuery, fields: list[str]
) -> tuple[Mapping[str, Any], Match | None]:
    """What was found, or if that is nothing at all what comes closest to the words; and which of them it is.

    A page past the last one is empty too, and its total is not 0. Raises UnavailableError.
    """
    if found["hits"]["total"]["value"]:
        return found, "all_words" if query.is_scored else None
    closest = query.build_closest(fields=fields, one_shard=services.one_shard)
    if closest is None:
        return found, None
    found = await find(services.engine, closest)
    return found, "closest" if found["hits"]["total"]["value"] else None


async def search_several(engine: AsyncElasticsearch, searches: Iterable[AsyncSearch]) -> list[Any]:
    """The response to each search, by one call to the engine. Raises UnavailableError.

    Such as `[{"hits": {"total": {"value": 1, ...}, "hits": [{"_source": {...}}]}}]`.
    """
    asked = list(searches)
    together = AsyncMultiSearch()
    for search in asked:
        together = together.add(search)
    try:
        body: Any = (await engine.msearch(searches=together.to_dict())).body
    except (ApiError, TransportError) as error:
        raise engine_error(error) from error
    answers: list[Any] = body.get("responses", []) if isinstance(body, dict) else []
    if len(answers) != len(asked):
        raise not_elasticsearch()
    for answer in answers:
        match answer:
            case {"error": _, "status": int()}:
                raise failed_search(answer)
        check_answer(answer)
    return answers


async def read_document(
    engine: AsyncElasticsearch, document: type[AsyncDocument], document_id: str, fields: list[str]
) -> Mapping[str, Any]:
    """These fields of the document with an id. Raises NotFoundError and UnavailableError."""
    try:
        # Not in real time, so that a document appears at the same moment here and in searches.
        found = await engine.get(index=index_alias(document), id=document_id, realtime=False, source_includes=fields)
    except NoDocumentError as error:
        match error.body:
            case {"found": False}:
                raise not_found(document_id) from error
        raise engine_error(error) from error
    except (ApiError, TransportError) as error:
        raise engine_error(error) from error
    match found.body:
        case {"_source": dict(source)}:
            return source
    raise not_elasticsearch()


def not_found(document_id: str) -> NotFoundError:
    """What is raised if there is no document with an id."""
    return NotFoundError(f"There is nothing with the id {document_id}.")
