"""A client of the engine that keeps what was asked and answered, and how long it took."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from elastic_transport import ApiResponse
from elasticsearch import AsyncElasticsearch


class AskedSearch(NamedTuple):
    """One search of a call: the index it is of, the parameters beside its body, the body, and the engine's answer."""

    of: str
    parameters: Mapping[str, Any]
    body: Mapping[str, Any]
    answer: Mapping[str, Any]


@dataclass(frozen=True)
class Call:
    """One call to the engine: `POST /movies/_search` with these parameters and body; `seconds` as the client waited."""

    method: str
    path: str
    parameters: Mapping[str, Any]
    body: Any
    answer: Any
    seconds: float

    def searches(self) -> Iterator[AskedSearch]:
        """The searches that it consists of: one of `_search`, several of `_msearch`, none of other calls."""
        if self.path == "/_msearch":
            for header, body, answer in zip(self.body[::2], self.body[1::2], self.answer["responses"], strict=True):
                parameters = {name: value for name, value in header.items() if name != "index"}
                yield AskedSearch(",".join(header["index"]), parameters, body, answer)
        elif self.path.endswith("/_search"):
            index = self.path.removesuffix("/_search").removeprefix("/")
            yield AskedSearch(index, self.parameters, self.body, self.answer)


class RecordingEngine(AsyncElasticsearch):
    """The client with its `calls`, in their order; those that failed are not among them."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.calls: list[Call] = []

    async def perform_request(self, method: str, path: str, **options: Any) -> ApiResponse[Any]:
        started = time.perf_counter()
        answer = await super().perform_request(method, path, **options)
        seconds = time.perf_counter() - started
        self.calls.append(Call(method, path, options.get("params") or {}, options.get("body"), answer.body, seconds))
        return answer
