"""`python -m benchmarks.bare_server PORT WORKERS ANSWER_FILE`: Sanic with one handler that returns the same answer.

The file is JSON: `{"body": str, "headers": {...}, "content_type": str}`. Any path is answered.
"""

import sys
from pathlib import Path
from typing import Any

import orjson
from sanic import Config, HTTPResponse, Request, Sanic

from movies.server.main import BACKLOG


def bare_app() -> Sanic[Any, Any]:
    """An app without extensions, middleware or logging of requests, and without a path."""
    config = Config()
    config.AUTO_EXTEND = False
    config.ACCESS_LOG = False
    config.MOTD = False
    return Sanic("bare", config=config)


def make_app(answer_file: Path) -> Sanic[Any, Any]:
    """An app that returns the answer of the file."""
    app = bare_app()
    answer = orjson.loads(answer_file.read_bytes())
    body, headers, content_type = answer["body"].encode(), answer["headers"], answer["content_type"]

    @app.get("/<path:path>")
    async def give(_request: Request, path: str) -> HTTPResponse:
        return HTTPResponse(body, headers=headers, content_type=content_type)

    return app


if __name__ == "__main__":
    bare = make_app(Path(sys.argv[3]))
    bare.run("127.0.0.1", int(sys.argv[1]), workers=int(sys.argv[2]), backlog=BACKLOG)
elif __name__ == "__mp_main__":
    # a worker finds the app that the main process made
    make_app(Path(sys.argv[3]))
