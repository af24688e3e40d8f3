"""What every answer carries: the id of its request, and leave for pages of other origins to read it.

Cross-origin reading is that of https://fetch.spec.whatwg.org/#http-cors-protocol, of what is public: no credentials.
sanic-ext's own takes five times as long, which is a twentieth of a cached answer, and lets a cache between give a page
of one origin what was meant for another's.
"""

from typing import Any

from sanic import HTTPResponse, Request, Sanic

REQUEST_ID = "X-Request-ID"

_METHODS = "GET, HEAD, OPTIONS"
# Seconds for which a browser need not ask again.
_PREFLIGHT_LIFETIME_S = "600"


def add_headers(app: Sanic[Any, Any], *, cors_origins: str) -> None:
    """Put the headers into each answer of an app; `cors_origins` is * or a list with commas."""
    origins = frozenset(origin.strip() for origin in cors_origins.split(","))
    is_for_all = "*" in origins

    @app.on_response  # type: ignore[untyped-decorator]
    def add(request: Request, response: HTTPResponse) -> None:
        headers = response.headers
        headers[REQUEST_ID] = request.id
        if is_for_all:
            headers["Access-Control-Allow-Origin"] = "*"
        else:
            headers.add("Vary", "Origin")
            origin = request.headers.get("Origin", "")
            if origin not in origins:
                return
            headers["Access-Control-Allow-Origin"] = origin
        headers["Access-Control-Expose-Headers"] = "*"
        if request.method == "OPTIONS":
            headers["Access-Control-Allow-Methods"] = _METHODS
            headers["Access-Control-Allow-Headers"] = "*"
            headers["Access-Control-Max-Age"] = _PREFLIGHT_LIFETIME_S
