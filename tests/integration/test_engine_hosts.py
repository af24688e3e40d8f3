"""The client of several hosts, and of hosts that require authentication."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import pytest
import trustme
from elasticsearch import ConnectionError as EngineConnectionError
from elasticsearch import ConnectionTimeout

from catalogue.engine import connect, connect_as_set
from catalogue.settings import Settings

_TIMEOUT_S = 30
_REFUSING = "http://127.0.0.1:1"

_INFO = (
    b"HTTP/1.1 200 OK\r\nX-Elastic-Product: Elasticsearch\r\nContent-Type: application/json\r\n"
    b"Content-Length: 2\r\nConnection: close\r\n\r\n{}"
)


@pytest.mark.parametrize("order", ["first", "last"])
async def test_a_host_that_refuses_costs_no_request(elasticsearch_url: str, order: str) -> None:
    hosts = [_REFUSING, elasticsearch_url] if order == "first" else [elasticsearch_url, _REFUSING]
    async with connect(",".join(hosts), timeout_s=_TIMEOUT_S) as engine:
        for _ in range(10):
            assert (await engine.info())["version"]["number"]


async def test_if_all_hosts_refuse_the_request_fails() -> None:
    async with connect(f"{_REFUSING},http://127.0.0.1:2", timeout_s=_TIMEOUT_S) as engine:
        with pytest.raises(EngineConnectionError):
            await engine.info()


@asynccontextmanager
async def listening(
    seen: list[bytes], *, context: ssl.SSLContext | None = None, answer: bytes = _INFO, hangs_s: float | None = None
) -> AsyncIterator[int]:
    """A server that keeps the heads of requests and gives one answer to all.

    If the answer is empty it gives none, and breaks the connection after `hangs_s` seconds, or never.
    """

    handling: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        handling.add(task)
        seen.append(await reader.readuntil(b"\r\n\r\n"))
        if answer:
            writer.write(answer)
            await writer.drain()
        else:
            with suppress(TimeoutError):
                await asyncio.wait_for(reader.read(), hangs_s)  # until the client disconnects
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await asyncio.gather(*handling)


async def test_if_a_host_hangs_no_other_is_asked() -> None:
    seen: list[bytes] = []
    async with listening(seen, answer=b"") as one, listening(seen, answer=b"") as other:
        url = f"http://127.0.0.1:{one},http://127.0.0.1:{other}"
        async with connect(url, timeout_s=1.0) as engine:  # enough to connect on a busy machine
            with pytest.raises(ConnectionTimeout):
                await engine.info()

    assert len(seen) == 1


@pytest.mark.parametrize("timeout_s", [0.5, None], ids=["of the client", "of the request"])
async def test_hosts_that_break_the_connection_share_one_time_limit(timeout_s: float | None) -> None:
    seen: list[bytes] = []
    async with AsyncExitStack() as stack:
        hosts = [await stack.enter_async_context(listening(seen, answer=b"", hangs_s=0.4)) for _ in range(3)]
        url = ",".join(f"http://127.0.0.1:{port}" for port in hosts)
        engine = await stack.enter_async_context(connect(url, timeout_s=timeout_s or _TIMEOUT_S))
        with pytest.raises(ConnectionTimeout):
            await (engine if timeout_s else engine.options(request_timeout=0.5)).search(index="movies")

    # The 0.5 s end while the second host hangs.
    assert len(seen) < len(hosts)


@pytest.mark.parametrize(
    ("settings", "credentials", "header"),
    [
        ({"elasticsearch_api_key": "c2VjcmV0"}, "", b"ApiKey c2VjcmV0"),
        ({}, "user:pass@", b"Basic dXNlcjpwYXNz"),
    ],
    ids=["API key", "basic"],
)
async def test_tls_with_a_private_ca(tmp_path: Path, settings: dict[str, str], credentials: str, header: bytes) -> None:
    ca = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ca.issue_cert("127.0.0.1").configure_cert(context)
    ca.cert_pem.write_to_path(tmp_path / "ca.pem")
    seen: list[bytes] = []
    async with listening(seen, context=context) as port:
        url = f"https://{credentials}127.0.0.1:{port}"
        trusting = Settings(elasticsearch_url=url, elasticsearch_ca=str(tmp_path / "ca.pem"), **settings)  # type: ignore[arg-type]
        async with connect_as_set(trusting) as engine:
            assert await engine.info() == {}
        async with connect_as_set(Settings(elasticsearch_url=url)) as engine:
            with pytest.raises(EngineConnectionError):
                await engine.info()

    assert b"uthorization: " + header in seen[0]
    assert len(seen) == 1


def test_an_api_key_is_not_shown() -> None:
    shown = repr(Settings(elasticsearch_api_key="c2VjcmV0", postgres_url="postgresql://u:secret@h/d"))  # type: ignore[arg-type]

    assert "c2VjcmV0" not in shown
    assert "secret@" not in shown
