"""What is asked of the engine about its indices, and its errors as those of a load."""

from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch import ApiError, AsyncElasticsearch, NotFoundError, TransportError

from etl.errors import EngineRequestError


async def served_indices(client: AsyncElasticsearch, alias: str) -> tuple[str, ...]:
    """The indices behind an alias: none if it does not exist, the name itself if it is an index.

    Raises EngineRequestError.
    """
    with engine_errors():
        try:
            return tuple(await client.indices.get(index=alias))
        except NotFoundError:
            return ()


async def count_documents(client: AsyncElasticsearch, index: str) -> int:
    """How many documents a search of the index finds. Raises the errors of the client."""
    answer = await client.search(index=index, size=0, track_total_hits=True)
    return int(answer["hits"]["total"]["value"])


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turn the errors of the client into ours."""
    try:
        yield
    except TransportError as error:
        raise EngineRequestError(f"the engine does not answer: {error.message}") from error
    except ApiError as error:
        raise EngineRequestError(f"The engine refused a request: {_reason(error)}") from error


def _reason(error: ApiError) -> str:
    """What the engine says, in words if it does."""
    match error.body:
        case {"error": {"reason": str(reason), **details}}:
            remedy = "; free some space and load again" if "no space left" in reason.lower() else ""
            return f"{reason} ({error.status_code} {details.get('type')}){remedy}"
    return str(error)
