"""Asks the running service: what it found for each query, first to last."""

import http.client
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import local
from typing import Any
from urllib.parse import urlencode

import orjson

FIRST_PAGE = 10
_SEARCH_PATH = "/api/v1/films"
_SUGGEST_PATH = "/api/v1/films/suggest"

_CONNECTIONS = 8
_LIMIT_S = 60


@dataclass(frozen=True)
class Hit:
    """A film that was found."""

    id: str
    title: str
    release_year: int | None

    def __str__(self) -> str:
        return f"{self.title} ({self.release_year or '?'})"


@dataclass(frozen=True)
class Found:
    """The first ten films for a query, best first; `match` says how they match, None for suggestions."""

    hits: tuple[Hit, ...]
    match: str | None

    def rank(self, is_answer: Callable[[Hit], bool]) -> int | None:
        """The rank of the first hit that is an answer, from 1; None if none of the ten is."""
        return next((rank for rank, hit in enumerate(self.hits, start=1) if is_answer(hit)), None)


def search_target(text: str) -> str:
    """The request target of a search by words."""
    return f"{_SEARCH_PATH}?{urlencode({'query': text, 'page_size': FIRST_PAGE})}"


def suggest_target(text: str) -> str:
    """The request target of a suggestion."""
    return f"{_SUGGEST_PATH}?{urlencode({'query': text})}"


class Service:
    """A running service, asked over several connections at once."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._of_thread = local()

    def ask(self, targets: Sequence[str]) -> list[Found]:
        """What is found at each target, in their order. Raises RuntimeError for a status other than 200."""
        with ThreadPoolExecutor(_CONNECTIONS) as pool:
            return list(pool.map(self._found, targets))

    def _found(self, target: str) -> Found:
        answer = self._get(target)
        hits = tuple(Hit(item["id"], item["title"], item["release_year"]) for item in answer["items"][:FIRST_PAGE])
        return Found(hits, answer.get("match"))

    def _get(self, target: str) -> Any:
        if not hasattr(self._of_thread, "connection"):
            self._of_thread.connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_LIMIT_S)
        connection: http.client.HTTPConnection = self._of_thread.connection
        connection.request("GET", target)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{target} is answered by {answer.status}: {body[:500].decode(errors='replace')}")
        return orjson.loads(body)
