"""`python -m benchmarks.bare_search_server PORT ENGINE_URL`: Sanic with one handler that passes a ready search on.

The search stands in `body` of the query string, as JSON. The answer is the sources of its hits.
"""

import sys
from typing import Any

import orjson
from sanic import HTTPResponse, Request, Sanic

from benchmarks.bare_server import bare_app
from catalogue.engine import connect
from movies.server.main import BACKLOG


def make_app(engine_url: str) -> Sanic[Any, Any]:
    """An app that passes searches on to the engine."""
    app = bare_app()

    @app.before_server_start
    async def open_engine(app: Sanic[Any, Any]) -> None:
        app.ctx.engine = connect(engine_url, timeout_s=30)

    @app.after_server_stop
    async def close_engine(app: Sanic[Any, Any]) -> None:
        await app.ctx.engine.close()

    @app.get("/")
    async def search(request: Request) -> HTTPResponse:
        found = await app.ctx.engine.search(index="movies", body=orjson.loads(request.args["body"][0]))
        items = [hit["_source"] for hit in found["hits"]["hits"]]
        return HTTPResponse(orjson.dumps({"items": items}), content_type="application/json")

    return app


if __name__ == "__main__":
    make_app(sys.argv[2]).run("127.0.0.1", int(sys.argv[1]), backlog=BACKLOG, single_process=True)
