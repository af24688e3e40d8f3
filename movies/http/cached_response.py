"""Responses from the cache, for clients that may keep them too: RFC 9110, 13 (conditional requests)."""

from collections.abc import Awaitable, Callable

from sanic import HTTPResponse, Request

from movies.cache.response_cache import ResponseCache

# Clients may keep an answer, and ask each time whether it is still the current one: a load shows at once.
_CACHE_CONTROL = "public, no-cache"


async def respond_cached(
    request: Request, cache: ResponseCache, key: str, make: Callable[[], Awaitable[HTTPResponse]]
) -> HTTPResponse:
    """The response for a key, which `make` makes if the cache has no fresh one; 304 if the client has it already.

    `X-Cache` says where it comes from: HIT, MISS or STALE. Raises what `ResponseCache.fetch` raises.
    """
    entry, state = cache.hit(key), "HIT"
    if entry is None:
        entry, state = await cache.fetch(key, make)
    headers = {"ETag": entry.etag, "Cache-Control": _CACHE_CONTROL, "X-Cache": state}
    if entry.link:
        headers["Link"] = entry.link
    return respond_unless_kept(request, entry.body, headers, "application/json")


def respond_unless_kept(
    request: Request, body: bytes | str, headers: dict[str, str], content_type: str
) -> HTTPResponse:
    """The response of this body and these headers, among them its `ETag`; 304 if the client has it already."""
    if _is_kept(request, headers["ETag"]):
        return HTTPResponse(status=304, headers=headers)
    return HTTPResponse(body, headers=headers, content_type=content_type)


def _is_kept(request: Request, etag: str) -> bool:
    """Whether the client has the response of this entity tag: `If-None-Match` names it, RFC 9110, 13.1.2."""
    lines = request.headers.getall("If-None-Match", None)
    if not lines:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in ",".join(lines).split(",")]
    return etag in tags or tags == ["*"]
