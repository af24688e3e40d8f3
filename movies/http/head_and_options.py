"""HEAD and OPTIONS for every path."""

from functools import partial
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic.response import empty

from movies.http.middleware import METHODS


def answer_head_and_options(app: Sanic[Any, Any]) -> None:
    """Let each path that is served by now answer HEAD as it answers GET, and OPTIONS with the methods it allows.

    Not by sanic-ext, which adds such routes while a worker starts: for each of them Sanic compiles its routers anew.
    """
    for route in app.router.routes:
        # Without a format for errors Sanic would guess one from the handler's source. Ours are problems anyway.
        add = partial(app.add_route, uri=f"/{route.path}", error_format="json")
        if "HEAD" not in route.methods:
            add(route.handler, methods=["HEAD"], name=f"{route.name}_head")
        add(_tell_methods, methods=["OPTIONS"], name=f"{route.name}_options")


async def _tell_methods(_request: Request, **_ids: str) -> HTTPResponse:
    return empty(headers={"Allow": METHODS})
