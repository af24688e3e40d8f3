"""The headers of every response: the id of its request, and CORS, so that pages of other origins may read it.

CORS as in https://fetch.spec.whatwg.org/#http-cors-protocol, without credentials, since all data is public. sanic-ext's
own CORS takes five times as long, a twentieth of the time of a cached response, and lets a cache in between give the
page of one origin a response that was meant for another.
"""

from typing import Any

from sanic import HTTPResponse, Request, Sanic

REQUEST_ID = "X-Request-ID"

# Those that every path answers, and no others.
METHODS = "GET, HEAD, OPTIONS"
# The seconds for which a browser need not repeat its preflight request.
_PREFLIGHT_LIFETIME_S = "600"


def add_headers(app: Sanic[Any, Any], *, cors_origins: str) -> None:
    """Put the headers into each response of an app; `cors_origins` is * or a list separated by commas."""
    origins = frozenset(origin.strip() for origin in cors_origins.split(","))
    is_for_all = "*" in origins

    @app.on_response  # type: ignore[untyped-decorator]  # Sanic has no types for it
    def add(request: Request, response: HTTPResponse) -> None:
        headers = response.headers
        headers[REQUEST_ID] = request.id
        if is_for_all:
            headers["Access-Control-Allow-Origin"] = "*"
        else:
            # The response allows only the origin that asks, so a cache must keep one for each origin.
            headers.add("Vary", "Origin")
            origin = request.headers.get("Origin", "")
            if origin not in origins:
                return
            headers["Access-Control-Allow-Origin"] = origin
        headers["Access-Control-Expose-Headers"] = "*"
        if request.method == "OPTIONS":
            headers["Access-Control-Allow-Methods"] = METHODS
            headers["Access-Control-Allow-Headers"] = "*"
            headers["Access-Control-Max-Age"] = _PREFLIGHT_LIFETIME_S
