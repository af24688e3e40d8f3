"""`python -m benchmarks.counting_app PORT`: the service on one worker, that says how often it has called the engine.

`X-Engine-Calls` of an answer is the number of calls so far of all requests. Reading the catalogue version, which
goes on all the time, is not among them.
"""

import sys
from dataclasses import dataclass, replace
from typing import Any

from elasticsearch import AsyncElasticsearch
from sanic import HTTPResponse, Request, Sanic

from app import app as service
from catalogue.engine import connect
from catalogue.settings import Settings


@dataclass
class CountedCalls:
    """How often the transport of a client was used."""

    count: int = 0

    def watch(self, client: AsyncElasticsearch) -> None:
        """Count from now on what goes through the client's transport: one request of the engine each."""
        transport = client.transport
        perform_request = transport.perform_request

        async def counted(*arguments: Any, **options: Any) -> Any:
            self.count += 1
            return await perform_request(*arguments, **options)

        transport.perform_request = counted  # type: ignore[method-assign]  # its calls are counted


def count_calls(app: Sanic[Any, Any], settings: Settings) -> None:
    """Give the app a client of its own for requests, whose calls are counted."""
    calls = CountedCalls()

    @app.before_server_start
    async def count_engine_calls(app: Sanic[Any, Any]) -> None:
        # The first client goes on reading the catalogue version, uncounted.
        app.ctx.version_engine = app.ctx.services.engine
        counted = connect(settings.elasticsearch_url, timeout_s=settings.elasticsearch_timeout_s)
        calls.watch(counted)
        app.ctx.services = replace(app.ctx.services, engine=counted)

    @app.after_server_stop
    async def close_version_engine(app: Sanic[Any, Any]) -> None:
        await app.ctx.version_engine.close()

    @app.on_response  # type: ignore[untyped-decorator]  # Sanic has no types for it
    async def tell(_request: Request, response: HTTPResponse) -> None:
        response.headers["X-Engine-Calls"] = str(calls.count)


if __name__ == "__main__":
    count_calls(service, Settings())
    service.run("127.0.0.1", int(sys.argv[1]), single_process=True)
